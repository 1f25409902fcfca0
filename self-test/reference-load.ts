import { createHmac } from 'node:crypto';

/** A body like those that the suites send. */
const body = JSON.stringify({
  invoice_id: 'INV-1',
  amount: 100.5,
  country: 'BR',
  currency: 'BRL',
  payer: { first_name: 'Łukasz', last_name: '李', document: '12345678909', address: { city: 'São Paulo', zip: '01310-100' } },
  items: Array.from({ length: 40 }, (_, index) => ({ id: index, name: `item ${index}`, price: index * 1.25 })),
});

const rounds = 300;

/** One unit of the reference load: a fixed pure computation of what the suites do most, JSON and HMACs. */
export function referenceUnit(): string {
  let last = '';
  for (let round = 0; round < rounds; round += 1) {
    const value = JSON.parse(body) as Record<string, unknown>;
    value.round = `${round}${last}`;
    const names = new Map(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
    last = createHmac('sha256', 'reference')
      .update(JSON.stringify(Object.fromEntries(names)))
      .digest('hex');
  }
  return last;
}
