/**
 * The pair of keys of builds that are no release. It is public, so it protects nothing: it lets the tests sign a feed,
 * and `npm run package -- --release` refuses it. Releases have the project's own key: see docs/security.md.
 */
export const devUpdateKey = {
  /** SPKI, DER, base64. */
  public: 'MCowBQYDK2VwAyEAo8e64vYV9sm2yebKxxYrnoYYcrXEP4lyDtQKdULAC8o=',
  /** PKCS #8, DER, base64. */
  private: 'MC4CAQAwBQYDK2VwBCIEIJBTYiYP/LtbQW0raspUcn6lm8oE39NiaOkIdpMq+50S',
} as const
