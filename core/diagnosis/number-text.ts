/** A way to write a number, from the text that was sent. */
export type NumberStyle = (text: string) => string;

const integerForm = /^-?\d+$/;

/** The shortest digits that name a double, and the power of ten of the first: 123.4 is `1234` and 2. */
function digitsOf(value: number): { readonly sign: string; readonly digits: string; readonly power: number } {
  const [mantissa = '0', power = '0'] = Math.abs(value).toExponential().split('e');
  return { sign: value < 0 || Object.is(value, -0) ? '-' : '', digits: mantissa.replace('.', ''), power: Number(power) };
}

/** Digits without an exponent; a whole number gets `.0` where asked for. */
function positional(digits: string, power: number, pointZero: boolean): string {
  if (power < 0) return `0.${'0'.repeat(-power - 1)}${digits}`;
  if (digits.length <= power + 1) return `${digits}${'0'.repeat(power + 1 - digits.length)}${pointZero ? '.0' : ''}`;
  return `${digits.slice(0, power + 1)}.${digits.slice(power + 1)}`;
}

/** That many significant digits, without the zeros at their end. */
function rounded(count: number): (value: number) => ReturnType<typeof digitsOf> {
  return (value) => {
    const [mantissa = '0', power = '0'] = Math.abs(value)
      .toExponential(count - 1)
      .split('e');
    const digits = mantissa.replace('.', '').replace(/0+$/, '');
    return { sign: value < 0 || Object.is(value, -0) ? '-' : '', digits: digits === '' ? '0' : digits, power: Number(power) };
  };
}

interface FloatForm {
  /** Powers of ten from which, and below which, an exponent is written. */
  readonly from: number;
  readonly below: number;
  readonly letter: 'e' | 'E';
  readonly plus: string;
  /** The fewest digits of an exponent. */
  readonly width: number;
  readonly pointZero: boolean;
  /** `.0` behind a mantissa of one digit. */
  readonly mantissaZero: boolean;
}

function float(form: FloatForm, significant: (value: number) => ReturnType<typeof digitsOf> = digitsOf): NumberStyle {
  return (text) => {
    const value = Number(text);
    if (!Number.isFinite(value)) return text;
    const { sign, digits, power } = significant(value);
    if (value === 0) return `${sign}0${form.pointZero ? '.0' : ''}`;
    if (power < form.from && power >= form.below) return sign + positional(digits, power, form.pointZero);
    const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : `${digits}${form.mantissaZero ? '.0' : ''}`;
    const exponent = String(Math.abs(power)).padStart(form.width, '0');
    return `${sign}${mantissa}${form.letter}${power < 0 ? '-' : form.plus}${exponent}`;
  };
}

const javaDouble = float({ from: 7, below: -3, letter: 'E', plus: '', width: 1, pointZero: true, mantissaZero: true });
const pythonFloat = float({ from: 16, below: -4, letter: 'e', plus: '+', width: 2, pointZero: true, mantissaZero: false });
const rubyFloat = float({ from: 15, below: -4, letter: 'e', plus: '+', width: 2, pointZero: true, mantissaZero: true });
const phpFloat = float({ from: 17, below: -4, letter: 'e', plus: '+', width: 1, pointZero: false, mantissaZero: true });
const phpFloatZero = float({ from: 17, below: -4, letter: 'e', plus: '+', width: 1, pointZero: true, mantissaZero: true });
const phpSeventeen = float({ from: 17, below: -4, letter: 'e', plus: '+', width: 1, pointZero: false, mantissaZero: true }, rounded(17));
// PHP's own text of a float: its `precision` setting, 14 digits.
const phpText = float({ from: 14, below: -4, letter: 'E', plus: '+', width: 1, pointZero: false, mantissaZero: true }, rounded(14));
const goFloat = float({ from: 21, below: -6, letter: 'e', plus: '+', width: 1, pointZero: false, mantissaZero: false });
const dotNetDouble = float({ from: 15, below: -5, letter: 'E', plus: '+', width: 2, pointZero: false, mantissaZero: false });
const newtonsoftDouble = float({ from: 15, below: -5, letter: 'E', plus: '+', width: 2, pointZero: true, mantissaZero: false });
const rustFloat = float({ from: 16, below: -5, letter: 'e', plus: '', width: 1, pointZero: true, mantissaZero: true });

/** Integers as they are (without the sign of zero), everything else through a float. */
function integersKept(style: NumberStyle): NumberStyle {
  return (text) => (integerForm.test(text) ? (text === '-0' ? '0' : text) : style(text));
}

function inSixtyFourBits(text: string): boolean {
  const value = BigInt(text);
  return value >= -(2n ** 63n) && value < 2n ** 63n;
}

/** PHP's json_decode: an integer beyond 64 bits becomes a float, and so does `-0`. */
function php(style: NumberStyle): NumberStyle {
  return (text) => (integerForm.test(text) && text !== '-0' && inSixtyFourBits(text) ? text : style(text));
}

/** Unscaled digits and scale of a decimal text: its value is digits × 10^-scale. */
function decimal(text: string): { readonly sign: string; readonly digits: string; readonly scale: number } {
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text) ?? [];
  return { sign, digits: `${whole}${fraction}`.replace(/^0+(?=\d)/, ''), scale: fraction.length - Number(exponent) };
}

/** java.math.BigDecimal's text. */
function bigDecimalText(digits: string, scale: number, sign: string): string {
  const isZero = /^0+$/.test(digits);
  const shownSign = isZero ? '' : sign;
  if (scale === 0) return shownSign + digits;
  const adjusted = digits.length - 1 - scale;
  if (scale > 0 && adjusted >= -6) {
    const padded = digits.padStart(scale + 1, '0');
    return `${shownSign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
  }
  const mantissa = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
  return `${shownSign}${mantissa}E${adjusted >= 0 ? '+' : ''}${adjusted}`;
}

const bigDecimal: NumberStyle = (text) => {
  const { sign, digits, scale } = decimal(text);
  return Math.abs(scale) > 400 ? text : bigDecimalText(digits, scale, sign);
};

const bigDecimalStripped: NumberStyle = (text) => {
  const { sign, digits, scale } = decimal(text);
  if (Math.abs(scale) > 400) return text;
  if (/^0+$/.test(digits)) return '0';
  const kept = digits.replace(/0+$/, '');
  return bigDecimalText(kept, scale - (digits.length - kept.length), sign);
};

/** The value without an exponent and with at least that many decimals; undefined where that would lose digits. */
function plainDecimal(text: string, decimals: number): string | undefined {
  const { sign, digits, scale } = decimal(text);
  if (Math.abs(scale) > 40) return undefined;
  const shifted = scale < 0 ? { digits: digits + '0'.repeat(-scale), scale: 0 } : { digits, scale };
  const padded = shifted.digits.padStart(shifted.scale + 1, '0');
  const whole = shifted.scale === 0 ? padded : padded.slice(0, -shifted.scale);
  const fraction = (shifted.scale === 0 ? '' : padded.slice(-shifted.scale)).replace(/0+$/, '').padEnd(decimals, '0');
  if (decimals > 0 && fraction.length > decimals) return undefined;
  return fraction === '' ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** Seventeen significant digits, as PHP with serialize_precision=17 and careless formatting write a double. */
const binary: NumberStyle = (text) => {
  const value = Number(text);
  if (integerForm.test(text) || !Number.isFinite(value) || value === 0) return text;
  const written = value.toPrecision(17);
  return /e/.test(written) ? text : written.replace(/0+$/, '').replace(/\.$/, '');
};

function exponent(letter: string): NumberStyle {
  return (text) => {
    const value = Number(text);
    if (!Number.isFinite(value) || value === 0) return text;
    const { sign, digits, power } = digitsOf(value);
    return `${sign}${digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits}${power < 0 ? letter.replace('+', '') : letter}${power}`;
  };
}

/** Numbers as runtimes write them after they have read them. */
export const runtimeNumbers = {
  asWritten: (text) => text,
  /** JSON.stringify of a double: ECMA-262, Number::toString. */
  javaScript: (text) => (Number.isFinite(Number(text)) ? String(Number(text)) : 'null'),
  go: goFloat,
  goText: float({ from: 6, below: -4, letter: 'e', plus: '+', width: 2, pointZero: false, mantissaZero: false }),
  python: integersKept(pythonFloat),
  ruby: integersKept(rubyFloat),
  php: php(phpFloat),
  phpZeroFraction: php(phpFloatZero),
  phpSeventeen: php(phpSeventeen),
  phpText: php(phpText),
  javaDouble: integersKept(javaDouble),
  gsonObject: javaDouble,
  bigDecimal: (text) => (integerForm.test(text) ? (text === '-0' ? '0' : text) : bigDecimal(text)),
  bigDecimalStripped: (text) => (integerForm.test(text) ? (text === '-0' ? '0' : text) : bigDecimalStripped(text)),
  dotNetDouble,
  newtonsoft: integersKept(newtonsoftDouble),
  rust: integersKept(rustFloat),
} as const satisfies Record<string, NumberStyle>;

/** A single change of a number's spelling; the words are the catalogue's. */
export type NumberForm =
  | 'without-trailing-zeros'
  | 'one-decimal'
  | 'two-decimals'
  | 'string'
  | 'string-with-two-decimals'
  | 'string-without-trailing-zeros'
  | 'binary-noise'
  | 'exponent'
  | 'exponent-upper-case'
  | 'exponent-with-plus'
  | 'exponent-upper-case-with-plus'
  | 'exponent-of-two-digits'
  | 'double'
  | 'java-double'
  | 'python-float'
  | 'integer-of-32-bits'
  | 'cut-to-integer'
  | 'six-decimals'
  | 'rounded-to-two-decimals'
  | 'unsigned-32-bits'
  | 'zero-with-sign'
  | 'zero-without-sign';

/** Single changes of a number's spelling, whatever caused them: the value stays. */
export const numberForms: readonly (readonly [form: NumberForm, style: NumberStyle])[] = [
  ['without-trailing-zeros', (text) => plainDecimal(text, 0) ?? text],
  ['one-decimal', (text) => plainDecimal(text, 1) ?? text],
  ['two-decimals', (text) => plainDecimal(text, 2) ?? text],
  ['string', (text) => `"${text}"`],
  ['string-with-two-decimals', (text) => `"${plainDecimal(text, 2) ?? text}"`],
  ['string-without-trailing-zeros', (text) => `"${plainDecimal(text, 0) ?? text}"`],
  ['binary-noise', binary],
  ['exponent', exponent('e')],
  ['exponent-upper-case', exponent('E')],
  ['exponent-with-plus', exponent('e+')],
  ['exponent-upper-case-with-plus', exponent('E+')],
  ['exponent-of-two-digits', (text) => exponent('e+')(text).replace(/(?<=[+-])(\d)$/, '0$1')],
  ['double', (text) => runtimeNumbers.javaScript(text)],
  ['java-double', javaDouble],
  ['python-float', pythonFloat],
  ['integer-of-32-bits', (text) => (integerForm.test(text) ? String(Number(BigInt.asIntN(32, BigInt(text)))) : text)],
  ['cut-to-integer', (text) => (/e/i.test(text) ? text : text.replace(/\..*$/, ''))],
  ['six-decimals', (text) => (integerForm.test(text) ? text : (plainDecimal(text, 6) ?? text))],
  ['rounded-to-two-decimals', (text) => (integerForm.test(text) || /e/i.test(text) ? text : Number(text).toFixed(2))],
  ['unsigned-32-bits', (text) => (integerForm.test(text) ? String(BigInt.asUintN(32, BigInt(text))) : text)],
  ['zero-with-sign', (text) => (/^0$/.test(text) ? '-0' : text)],
  ['zero-without-sign', (text) => (/^-0$/.test(text) ? '0' : text)],
];
