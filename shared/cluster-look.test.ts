import { describe, expect, it } from 'vitest'
import { clusterLookSchema, looksLikeProduction } from './cluster-look.ts'

describe('looksLikeProduction', () => {
  it.each([
    'prod',
    'PROD',
    'prod-eu-1',
    'eu_prod',
    'prod2',
    'prd',
    'shop.production',
    'admin@live',
    'arn:aws:eks:eu-west-1:123456789012:cluster/prod',
    'gke_project_europe-west1_shop-production',
    'ShopProd',
  ])('is true of %s', (name) => {
    expect(looksLikeProduction(name)).toBe(true)
  })

  it.each([
    '',
    'dev',
    'staging',
    'product-catalog',
    'products',
    'reproduction',
    'livestock',
    'deliver',
    'alive',
    'nonprod',
    'non-prod',
    'pre-prod',
    'preprod',
    'not_production',
    'PreProd',
  ])('is false of %j', (name) => {
    expect(looksLikeProduction(name)).toBe(false)
  })
})

describe('a look', () => {
  it.each([
    [{}, true],
    [{ name: 'Shop', color: 'red' }, true],
    [{ color: 'none' }, true],
    [{ name: ' ' }, false],
    [{ name: 'x'.repeat(101) }, false],
    [{ color: '#ff0000' }, false],
  ])('%j may be kept: %s', (look, expected) => {
    expect(clusterLookSchema.safeParse(look).success).toBe(expected)
  })
})
