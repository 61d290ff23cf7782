/** The steps of browsers, in per cent. */
const steps = [25, 33, 50, 67, 75, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300, 400, 500] as const

export const normalZoom = 100

export type ZoomAction = 'zoom-in' | 'zoom-out' | 'zoom-reset'

/** The zoom after a step, in per cent. */
export function zoomed(zoom: number, action: ZoomAction): number {
  if (action === 'zoom-reset') return normalZoom
  if (action === 'zoom-in') return steps.find((step) => step > zoom) ?? zoom
  return steps.findLast((step) => step < zoom) ?? zoom
}
