/** Regions of merchants, and of the servers that they use. */
const regions = [
  'es',
  'es-MX',
  'es-AR',
  'es-CO',
  'es-PE',
  'pt-BR',
  'fr',
  'it',
  'de',
  'nl',
  'tr',
  'ru',
  'id',
  'ja',
  'zh-CN',
  'en-US',
  'en-GB',
];

/** Languages in which C, Ruby and PHP write the names of days and months where the locale of the process is set. */
const languages = ['es', 'pt-BR', 'fr', 'it', 'de'];

/** The formatters of whole dates, made once: one takes longer to make than to use. */
let whole: readonly Intl.DateTimeFormat[] | undefined;

function wholeFormatters(): readonly Intl.DateTimeFormat[] {
  whole ??= regions.flatMap((region) =>
    (['full', 'long', 'medium'] as const).flatMap((dateStyle) =>
      ([undefined, 'short', 'medium', 'long'] as const).map(
        (timeStyle) => new Intl.DateTimeFormat(region, { dateStyle, timeStyle, timeZone: 'UTC' }),
      ),
    ),
  );
  return whole;
}

/** The formatters of the short names of days and months, by language. */
let named: readonly (readonly [weekday: Intl.DateTimeFormat, month: Intl.DateTimeFormat])[] | undefined;

function nameFormatters(): NonNullable<typeof named> {
  const only = (language: string, part: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(language, { ...part, timeZone: 'UTC' });
  named ??= languages.map((language) => [only(language, { weekday: 'short' }), only(language, { month: 'short' })] as const);
  return named;
}

/** A local time with the names of days and months of other languages: as Intl writes it, and as strftime does. */
export function* regionalDates(local: Date): Generator<string> {
  for (const formatter of wholeFormatters()) {
    const text = formatter.format(local);
    yield text;
    // Older versions of the locale data have an ordinary space before AM and PM.
    if (/[\u00a0\u202f]/.test(text)) yield text.replace(/[\u00a0\u202f]/g, ' ');
  }
  const [day, time] = [local.toISOString().slice(8, 10), local.toISOString().slice(11, 19)];
  const year = local.getUTCFullYear();
  for (const [weekday, month] of nameFormatters()) {
    for (const dot of ['', '.']) {
      const [dayName, monthName] = [weekday, month].map((part) => part.format(local).replace(/\.$/, '') + dot);
      const date = `${day} ${monthName} ${year}`;
      yield `${dayName}, ${date} ${time} GMT`;
      yield `${dayName}, ${date} ${time} +0000`;
      yield `${dayName} ${date} ${time}`;
      yield `${date} ${time}`;
      yield `${dayName} ${monthName} ${day} ${time} ${year}`;
    }
  }
}
