import { expect, test } from 'vitest'
import { samplePort } from '../../test/samples.ts'
import { clientForms } from './client-forms.ts'

test.each([
  [
    'PostgreSQL',
    samplePort('postgresql', 5432),
    ['127.0.0.1:15432', 'postgresql://127.0.0.1:15432', 'psql command: psql -h 127.0.0.1 -p 15432 -U postgres'],
  ],
  [
    'Redis by its number',
    samplePort('', 6379),
    ['127.0.0.1:15432', 'redis://127.0.0.1:15432', 'redis-cli command: redis-cli -h 127.0.0.1 -p 15432'],
  ],
  [
    'MongoDB, of which a replica set must not be followed',
    samplePort('mongo', 27017),
    [
      '127.0.0.1:15432',
      'mongodb://127.0.0.1:15432/?directConnection=true',
      "mongosh command: mongosh 'mongodb://127.0.0.1:15432/?directConnection=true'",
    ],
  ],
  ['DNS', samplePort('dns-tcp', 53), ['127.0.0.1:15432', 'dig command: dig +tcp -p 15432 @127.0.0.1']],
  ['Kafka, which has no URL', samplePort('kafka', 9092), ['127.0.0.1:15432']],
  ['gRPC', samplePort('grpc', 9094), ['127.0.0.1:15432', 'grpcurl command: grpcurl -plaintext 127.0.0.1:15432 list']],
  ['what nobody knows', samplePort('mesh', 9094), ['127.0.0.1:15432']],
])('the forms of %s', (_name, port, expected) => {
  const forms = clientForms(port).map(({ label, at }) => (label.endsWith('command') ? `${label}: ` : '') + at(15432))
  expect(forms).toEqual(expected)
})
