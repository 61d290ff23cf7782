const number = new Intl.NumberFormat('en-US')

export const count = (n: number) => number.format(n)
export const services = (n: number) => `${count(n)} ${n === 1 ? 'Service' : 'Services'}`
