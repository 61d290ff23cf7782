/** Whether a person has selected text, which copying must then mean. */
export function hasSelectedText(): boolean {
  const { activeElement } = document
  if (activeElement instanceof HTMLInputElement) return activeElement.selectionStart !== activeElement.selectionEnd
  return document.getSelection()?.isCollapsed === false
}
