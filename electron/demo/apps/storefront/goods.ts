export interface Good {
  /** In the URL. */
  readonly slug: string
  readonly name: string
  readonly price: string
  readonly text: string
  /** Inside a 96 × 96 SVG, strokes only. */
  readonly drawing: string
}

export const goods: readonly Good[] = [
  {
    slug: 'lantern',
    name: 'Deck lantern',
    price: '64.00',
    text: 'Brass, with a glass that survives a fall from the table. Burns eleven hours on one filling.',
    drawing:
      '<path d="M34 40h28v34H34zM30 80h36M30 74h36M34 40l5-10h18l5 10M42 30v-6h12v6"/><path d="M28 52c-4-22 6-38 20-38s24 16 20 38"/><path d="M48 50c5 5 6 8 6 11a6 6 0 0 1-12 0c0-3 1-6 6-11z"/>',
  },
  {
    slug: 'rope',
    name: 'Mooring rope',
    price: '38.50',
    text: 'Ten metres of three-strand polyester, eye spliced at one end. Floats, and stays soft when it dries.',
    drawing:
      '<circle cx="44" cy="48" r="29"/><circle cx="44" cy="48" r="22.5"/><circle cx="44" cy="48" r="16"/><circle cx="44" cy="48" r="9.5"/><path d="M73 48c0 14 1 20 5 26a4.5 4.5 0 1 0 7-5c-3-4-5-10-5-21"/>',
  },
  {
    slug: 'compass',
    name: 'Hand compass',
    price: '89.00',
    text: 'Liquid filled, readable in moonlight, accurate to a degree. Comes with a lanyard and no batteries.',
    drawing:
      '<circle cx="48" cy="50" r="28"/><circle cx="48" cy="50" r="22"/><path d="M58 40l-6 14-14 6 6-14zM48 22v-6M42 16h12"/>',
  },
  {
    slug: 'mug',
    name: 'Watch mug',
    price: '19.00',
    text: 'Enamelled steel, wide at the foot so that it stays where you put it. Holds a third of a litre.',
    drawing:
      '<path d="M30 34h34l4 40H26z"/><path d="M66 42c12-2 16 4 14 12s-8 10-13 10M38 26c-3-4 3-6 0-10M48 26c-3-4 3-6 0-10M58 26c-3-4 3-6 0-10"/>',
  },
  {
    slug: 'bag',
    name: 'Dry bag',
    price: '45.00',
    text: 'Twenty litres, welded seams, rolls shut. Keeps a change of clothes dry in the bottom of a canoe.',
    drawing:
      '<path d="M29 40h38v36a6 6 0 0 1-6 6H35a6 6 0 0 1-6-6z"/><path d="M27 33h42v7H27zM27 36c-9-2-9-14 4-16h34c13 2 13 14 4 16M42 56h12v12H42z"/>',
  },
  {
    slug: 'knife',
    name: 'Rigging knife',
    price: '52.00',
    text: 'A blade, a spike and a shackle key, in a handle that can be found by touch. Sharpened by hand.',
    drawing: '<path d="M20 60l34-34c8-4 16-4 22 0L42 60z"/><path d="M42 60L28 76a6 6 0 0 1-9-9l7-7M54 26l12 10"/>',
  },
]
