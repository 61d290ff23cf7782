import { expect, it } from 'vitest'
import { shortNames } from './short-name.ts'

const eks = (region: string, name: string): string => `arn:aws:eks:${region}:123456789012:cluster/${name}`

it.each([
  [
    ['prod', 'dev'],
    ['prod', 'dev'],
  ],
  [
    [eks('eu-central-1', 'shop'), 'dev'],
    ['shop', 'dev'],
  ],
  [['arn:aws-us-gov:eks:us-gov-west-1:123456789012:cluster/shop'], ['shop']],
  [['gke_my-project_europe-west1-b_shop'], ['shop']],
  [['gke_example.com:my-project_europe-west1_shop-2'], ['shop-2']],
  // Two that are called the same, in one cloud or in two, and one that somebody called so.
  [
    [eks('eu-central-1', 'shop'), eks('us-east-1', 'shop'), eks('us-east-1', 'crm')],
    [eks('eu-central-1', 'shop'), eks('us-east-1', 'shop'), 'crm'],
  ],
  [
    [eks('eu-central-1', 'shop'), 'gke_p_r_shop'],
    [eks('eu-central-1', 'shop'), 'gke_p_r_shop'],
  ],
  [
    [eks('eu-central-1', 'shop'), 'shop'],
    [eks('eu-central-1', 'shop'), 'shop'],
  ],
  // The last part is the user's name: OpenShift's `oc login`, and kubeadm.
  [['default/api-crc-testing:6443/kubeadmin'], ['default/api-crc-testing:6443/kubeadmin']],
  [['kubernetes-admin@kubernetes'], ['kubernetes-admin@kubernetes']],
  [['gke_of_my_own_making'], ['gke_of_my_own_making']],
  [['ends-in/'], ['ends-in/']],
])('%j are called %j', (contexts, shown) => {
  const short = shortNames(contexts)
  expect(contexts.map((context) => short.get(context))).toEqual(shown)
})
