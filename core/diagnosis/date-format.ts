const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** A day as formats of libraries and regions write it: with names, with two digits of the year, without zeros. */
function dayTexts(local: Date): readonly string[] {
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth() + 1, local.getUTCDate()];
  const [weekday, name] = [days[local.getUTCDay()] ?? '', months[month - 1] ?? ''];
  const [short, dayShort, yy] = [name.slice(0, 3), weekday.slice(0, 3), two(year % 100)];
  const padded = String(day).padStart(2, ' ');
  return [
    `${short} ${day}, ${year}`,
    `${name} ${day}, ${year}`,
    `${dayShort}, ${short} ${day}, ${year}`,
    `${weekday}, ${name} ${day}, ${year}`,
    `${dayShort} ${short} ${two(day)} ${year}`,
    `${dayShort}, ${two(day)} ${short} ${year}`,
    `${dayShort}, ${two(day)} ${short} ${yy}`,
    `${dayShort}, ${two(day)}-${short}-${year}`,
    `${weekday}, ${two(day)}-${short}-${year}`,
    `${weekday}, ${two(day)}-${short}-${yy}`,
    `${two(day)} ${short} ${year}`,
    `${two(day)} ${short} ${yy}`,
    `${day} ${short} ${year}`,
    `${day} ${name} ${year}`,
    `${two(day)}-${short}-${year}`,
    `${two(day)}-${short.toUpperCase()}-${yy}`,
    `${two(day)}/${short}/${year}`,
    `${short} ${padded} ${year}`,
    `${short} ${padded}`,
    `${month}/${day}/${year}`,
    `${month}/${day}/${yy}`,
    `${day}/${month}/${yy}`,
    `${two(month)}/${two(day)}/${year}`,
    `${two(day)}/${two(month)}/${year}`,
    `${two(month)}/${two(day)}/${yy}`,
    `${two(day)}.${two(month)}.${year}`,
    `${year}-${two(month)}-${two(day)}`,
    `${year}/${two(month)}/${two(day)}`,
    `${year}:${two(month)}:${two(day)}`,
    `${year}年${two(month)}月${two(day)}日`,
    `${year}年${month}月${day}日`,
  ];
}

function timeTexts(local: Date): readonly string[] {
  const [hour, minute, second] = [local.getUTCHours(), two(local.getUTCMinutes()), two(local.getUTCSeconds())];
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const half = hour < 12 ? 'AM' : 'PM';
  return [
    `${two(hour)}:${minute}:${second}`,
    `${hour}:${minute}:${second}`,
    `${two(hour)}:${minute}`,
    `${twelve}:${minute}:${second} ${half}`,
    `${twelve}:${minute} ${half}`,
    latin1OfUtf8(`${twelve}:${minute}:${second}\u202f${half}`),
    `${two(twelve)}:${minute}:${second} ${half}`,
    `${twelve}:${minute}${half}`,
    `${two(hour)}.${minute}.${second}`,
    `${two(hour)}:${minute}:${second}.000`,
    `${two(hour)}:${minute}:${second},000`,
    `${two(hour)}:${minute}:${second}.0`,
  ];
}

/** The first formats of a day have the name of its month. */
const namedDays = 19;

const zoneTexts = [' UTC', ' GMT', ' +0000', ' +00:00', ' Z', ' Coordinated Universal Time'];

/** A local time in the formats of libraries and regions; with texts of a zone behind it where it is that of UTC. */
export function* formattedDates(local: Date, isUtc: boolean): Generator<string> {
  const texts = timeTexts(local);
  const times = isUtc ? texts : texts.slice(0, 5);
  // Regions that write digits only are tried with each zone already.
  const allDays = dayTexts(local);
  for (const day of isUtc ? allDays : allDays.slice(0, namedDays)) {
    const own = latin1OfUtf8(day);
    yield own;
    for (const between of isUtc ? [' ', ', ', ' at ', 'T', ':', '-'] : [' ', ', ']) for (const time of times) yield own + between + time;
    if (!isUtc) continue;
    // A zone stands behind a time with seconds or minutes only.
    for (const between of [' ', ' at ', ':'])
      for (const time of times.slice(0, 5)) for (const zone of zoneTexts) yield own + between + time + zone;
  }
  yield* times;
}

function latin1OfUtf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

function dayOfYear(local: Date): number {
  return Math.floor((local.getTime() - Date.UTC(local.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

/** The year and the week of ISO 8601: those of the Thursday of the same week. */
function isoWeek(local: Date): string {
  const weekday = local.getUTCDay() || 7;
  const thursday = new Date(local.getTime() + (4 - weekday) * 86_400_000);
  return `${thursday.getUTCFullYear()}-W${two(Math.ceil(dayOfYear(thursday) / 7))}-${weekday}`;
}

/** What a wrong letter of a pattern (strftime, SimpleDateFormat, Go's layout) and other counts of time give. */
export function patternSlips(at: number): readonly string[] {
  const date = new Date(at);
  const plain = date.toISOString().slice(0, 19);
  const [year, month, time] = [plain.slice(0, 4), plain.slice(5, 7), plain.slice(11)];
  const [day, hour] = [String(date.getUTCDate()).padStart(2, ' '), String(date.getUTCHours()).padStart(2, ' ')];
  const count = dayOfYear(date);
  const seconds = at / 1000;
  const digits = plain.replace(/\D/g, '');
  const [weekday, name] = [(days[date.getUTCDay()] ?? '').slice(0, 3), (months[date.getUTCMonth()] ?? '').slice(0, 3)];
  const dates = [
    `${year}-${month}-${day}`,
    `${year}-${String(date.getUTCMonth() + 1).padStart(2, ' ')}-${day}`,
    `${year}-${count}`,
    `${year}-${String(count).padStart(3, '0')}`,
    isoWeek(date),
    isoWeek(date).replaceAll('-', ''),
    `${year}-${name}-${plain.slice(8, 10)}`,
    `${year}-${months[date.getUTCMonth()] ?? ''}-${plain.slice(8, 10)}`,
    `${plain.slice(0, 8)}${weekday}`,
    `AD${plain.slice(0, 10)}`,
    `${year}-${date.getUTCDate()}-${date.getUTCMonth() + 1}`,
  ];
  const times = [time, hour + time.slice(2), `${time} ${date.getUTCHours() < 12 ? 'AM' : 'PM'}`, time.slice(0, 5)];
  return [
    ...dates.flatMap((own) => [own, ...times.flatMap((text) => [`${own}T${text}Z`, `${own}T${text}`, `${own} ${text}`])]),
    ...times.slice(1).flatMap((text) => [`${plain.slice(0, 11)}${text}Z`, `${plain.slice(0, 11)}${text}`]),
    `${plain.slice(0, 17)}000Z`,
    `${plain.slice(0, 10)}UTC${time}Z`,
    `${plain}.0000000+00:00`,
    ...['2006-01-02T15:04:05Z', '2006-01-02T15:04:05Z07:00', '2006-01-02T15:04:05.000Z', '2006-01-02T15:04:05.999999999Z07:00'],
    `${weekday} ${name} ${plain.slice(8, 10)} ${time} +0000 ${year}`,
    `${weekday} ${name} ${day} ${time} +0000 ${year}`,
    ...['', '.0', '.000'].flatMap((end) => [`${digits}${end}Z`, `${digits.slice(2)}${end}Z`, `${digits.slice(2)}${end}`]),
    `${digits.slice(0, 8)}T${digits.slice(8)}.000Z`,
    `${plain},000Z`,
    ...['', '.000', '.000000'].map((end) => `${plain.slice(0, 10)}-${time.replaceAll(':', '.')}${end}`),
    ...[[date.getUTCMonth() + 1, date.getUTCDate()]]
      .map(
        ([m, d]) =>
          `datetime.datetime(${Number(year)}, ${m}, ${d}, ${date.getUTCHours()}, ${date.getUTCMinutes()}${date.getUTCSeconds() === 0 ? '' : `, ${date.getUTCSeconds()}`})`,
      )
      .flatMap((text) => [text, text.replace(/\)$/, ', tzinfo=datetime.timezone.utc)')]),
    String(seconds / 86_400 + 25_569),
    String(seconds / 86_400 + 2_440_587.5),
    String(seconds - 978_307_200),
  ];
}
