const link = /^<(?:a|area) /
/** AngularJS takes the click on a link without an address for its own, and goes to `#`. */
const angular = / (?:data-|x-)?ng-/

/**
 * A start tag with `href="#"` again: the API server takes the address for empty and writes it so, and a click that only a
 * script minds would load the page anew. Who wrote `href=""` gets `#`; hardly any page does, but for AngularJS.
 */
export function ownLink(tag: string): string {
  return link.test(tag) && !angular.test(tag) ? tag.replace(' href=""', ' href="#"') : tag
}
