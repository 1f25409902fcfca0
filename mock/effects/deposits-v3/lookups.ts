/** The answers of the read-only endpoints. Countries, methods and their types come from the contract's tables; what those lack is here. */

/** States by country: the subdivision part of ISO 3166-2, and the name. `Amapá` makes the answer a test of UTF-8 (UTF-06). */
export const states: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BR: {
    AC: 'Acre',
    AL: 'Alagoas',
    AM: 'Amazonas',
    AP: 'Amapá',
    BA: 'Bahia',
    CE: 'Ceará',
    DF: 'Distrito Federal',
    ES: 'Espírito Santo',
    GO: 'Goiás',
    MA: 'Maranhão',
    MG: 'Minas Gerais',
    MS: 'Mato Grosso do Sul',
    MT: 'Mato Grosso',
    PA: 'Pará',
    PB: 'Paraíba',
    PE: 'Pernambuco',
    PI: 'Piauí',
    PR: 'Paraná',
    RJ: 'Rio de Janeiro',
    RN: 'Rio Grande do Norte',
    RO: 'Rondônia',
    RR: 'Roraima',
    RS: 'Rio Grande do Sul',
    SC: 'Santa Catarina',
    SE: 'Sergipe',
    SP: 'São Paulo',
    TO: 'Tocantins',
  },
  AR: {
    A: 'Salta',
    B: 'Buenos Aires',
    C: 'Ciudad Autónoma de Buenos Aires',
    E: 'Entre Ríos',
    K: 'Catamarca',
    N: 'Misiones',
    Q: 'Neuquén',
    R: 'Río Negro',
    T: 'Tucumán',
    X: 'Córdoba',
  },
  MX: {
    CMX: 'Ciudad de México',
    JAL: 'Jalisco',
    MEX: 'México',
    MIC: 'Michoacán de Ocampo',
    NLE: 'Nuevo León',
    QUE: 'Querétaro',
    SLP: 'San Luis Potosí',
    YUC: 'Yucatán',
  },
};

/** Banks by country. Codes are text, because an integer loses its leading zeros. */
export const banks: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BR: { '001': 'Banco do Brasil', '033': 'Santander', '104': 'Caixa Econômica Federal', '237': 'Bradesco', '341': 'Itaú' },
  MX: { '002': 'Banamex', '012': 'BBVA México', '014': 'Santander', '072': 'Banorte' },
  AR: { '007': 'Banco de Galicia', '011': 'Banco de la Nación Argentina' },
};

/** Units of the currency for one USD. Invented, except the one of the docs' sample (5.8829 BRL). */
export const rates: Readonly<Record<string, number>> = {
  USD: 1,
  BRL: 5.8829,
  MXN: 18.5,
  ARS: 1050,
  CLP: 945.5,
  COP: 4120,
  PEN: 3.72,
};

/** Payment types of the older pages and samples, where they differ from the newer ones (C36). */
export const olderTypes: Readonly<Record<string, string>> = { SE: 'BANK_DEPOSIT', ME: 'VOUCHER' };

/** Codes of cards among the payment methods (Deposits API docs, payment methods): they are offered in every country. */
export const cards: Readonly<Record<string, string>> = {
  VI: 'Visa',
  VD: 'Visa Debit',
  MC: 'Mastercard',
  MD: 'Mastercard Debit',
  AE: 'American Express',
  DC: 'Diners Club',
  EL: 'Elo',
  ELD: 'Elo Debit',
  HI: 'Hipercard',
  CC: 'Credit card',
};
