// Made from specs/contracts/deposits-v3/scheme.yaml by `npm run generate`.
import type { Scheme } from '../../types/scheme.ts';

export const scheme = {
  "keys": {
    "apiKey": {
      "name": "API Key",
      "secret": false,
      "set": "signing",
      "carrier": "login",
      "variable": "API_KEY"
    },
    "apiSignature": {
      "name": "API Signature",
      "secret": true,
      "set": "signing",
      "carrier": "signature",
      "variable": "API_SIGNATURE"
    },
    "readOnlyKey": {
      "name": "read-only API Key",
      "secret": true,
      "set": "read-only",
      "carrier": "bearer",
      "variable": "READ_ONLY_KEY"
    }
  },
  "signature": {
    "message": "{date}{login}{body}",
    "mac": "HMAC-SHA-256",
    "key": {
      "encoding": "utf8"
    },
    "hash": "lower-hex",
    "header": "Authorization",
    "template": "{scheme} {hash}"
  },
  "login": {
    "header": "X-Login"
  },
  "date": {
    "header": "X-Date",
    "format": "iso-seconds-z",
    "toleranceMs": 5000
  },
  "bearer": {
    "header": "Authorization",
    "template": "Bearer {key}"
  },
  "idempotency": {
    "header": "X-Idempotency-Key"
  }
} as const satisfies Scheme;
