export const embed = {
  'client-breaks-nothing': 'Nothing that the client sent breaks the contract, and something was expected to.',
  'client-breaks-contract': `What the client sent breaks the contract:

{complaints}`,
} as const;
