import { expect, test } from 'vitest'
import { signInCode } from './sign-in-code.ts'

test.each([
  // Azure's kubelogin, the AWS CLI, GitHub's, kubelogin for OIDC, gcloud, tsh.
  [
    'To sign in, open the page https://microsoft.com/devicelogin and enter the code CDFPQ7UJ3 to authenticate.',
    'CDFPQ7UJ3',
  ],
  [
    'open the following URL:\n\nhttps://device.sso.eu-west-1.amazonaws.com/\n\nThen enter the code:\n\nGKJN-CXMW',
    'GKJN-CXMW',
  ],
  ['First copy your one-time code: AB12-CD34', 'AB12-CD34'],
  ['Please enter "BDWP-HQPK" at https://login.example.com/device', 'BDWP-HQPK'],
  ['user_code=AB12-CD34 is in https://example.com/device?user_code=ZZ99-ZZ99', 'AB12-CD34'],
  ['Your code is: 482913', '482913'],
  ['Open https://example.com/device?user_code=AB12-CD34.', undefined],
  ['Enter the code that your phone shows.', undefined],
  ['exit code 255, see RFC-8628', undefined],
  ['Waiting for the browser…', undefined],
])('of %j is %s', (words, code) => expect(signInCode(words)).toBe(code))
