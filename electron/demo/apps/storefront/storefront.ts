import { type AppServer, startHttpApp } from '../app-server.ts'
import { assets, icon, sendAsset, sendNotFound, sendPage } from '../page.ts'
import { goods, type Good } from './goods.ts'
import { storefrontStyle } from './storefront-style.ts'

const shopIcon = icon(
  '#b2482c',
  '<path d="M12 6v15M12 6a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM7 10h10M3 14c1 5 5 7 9 7s8-2 9-7"/>',
)

/** A small shop: what a LoadBalancer Service usually shows to the world. Pages link by root paths. */
export function startStorefront(): Promise<AppServer> {
  const files = assets(shopIcon, storefrontStyle)
  return startHttpApp((request, response) => {
    const path = request.url?.split('?')[0] ?? '/'
    const good = goods.find(({ slug }) => path === `/goods/${slug}`)
    if (path === '/') sendPage(response, { title: 'Harbour Goods', body: shop })
    else if (good) sendPage(response, { title: `${good.name}: Harbour Goods`, body: goodPage(good) })
    else if (!sendAsset(response, path, files)) sendNotFound(response)
  })
}

const header = `<header><a class="home" href="/"><img class="sign" src="/favicon.svg" alt="">Harbour Goods</a></header>`

const picture = ({ drawing }: Good): string =>
  `<svg class="picture" viewBox="0 0 96 96" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${drawing}</svg>`

const shop = `${header}
<main>
  <h1>Things that last on the water</h1>
  <ul class="goods">${goods
    .map(
      (good) => `
    <li><a href="/goods/${good.slug}">${picture(good)}<span>${good.name}</span><span class="dim">${good.price} EUR</span></a></li>`,
    )
    .join('')}
  </ul>
</main>`

const goodPage = (good: Good): string => `${header}
<main class="one">
  ${picture(good)}
  <div><h1>${good.name}</h1><p class="price">${good.price} EUR</p><p>${good.text}</p><p><a href="/">All goods</a></p></div>
</main>`
