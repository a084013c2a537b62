import { draft, type Draft } from '../draft.ts';

/** A format of texts: how the model generates it, and what is one. */
export interface Format {
  readonly field: () => Draft;
  readonly samples: readonly string[];
  /** Characters of what is generated. */
  readonly min: number;
  readonly max: number;
  readonly test: (text: string) => boolean;
}

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const HOST = new RegExp(`^(?=.{1,253}$)${LABEL}(?:\\.${LABEL})*$`, 'i');
const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/;
const UUID = /^(?:urn:uuid:)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?';
const ZONE = '(?:z|[+-]\\d\\d(?::?\\d\\d)?)';
const URI = /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

function words(word: string, min: number, max: number, test: RegExp, ...samples: readonly string[]): Format {
  return { field: () => draft(...word.split(' ')), samples, min, max, test: (text) => test.test(text) };
}

function pattern(source: string, min: number, max: number, test: RegExp, ...samples: readonly string[]): Format {
  const field = (): Draft => {
    const made = draft();
    made.directives.set('$pattern', source);
    return made;
  };
  return { field, samples, min, max, test: (text) => test.test(text) };
}

const email = words(
  'string @email',
  6,
  60,
  /^[^@\s"(),:;<>[\]\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i,
  'ada.rice@example.com',
  'b.li@example.org',
);
const url = words('string @url', 12, 95, URI, 'https://example.com/a', 'https://example.org/harbor');
const host = words('string @domain', 4, 50, HOST, 'quiet-harbor.com', 'archive.example');

/** Formats of JSON Schema and OpenAPI. */
const FORMATS: Readonly<Record<string, Format>> = {
  'date-time': words(
    'timestamp',
    24,
    24,
    new RegExp(`^${DATE.source.slice(1, -1)}[t ]${CLOCK}${ZONE}$`, 'i'),
    '2025-03-04T05:06:07.000Z',
    '2025-11-30T23:00:00.000Z',
  ),
  date: words('date', 10, 10, DATE, '2025-03-04', '2025-11-30'),
  time: pattern(
    '([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\dZ',
    9,
    9,
    new RegExp(`^${CLOCK}${ZONE}$`, 'i'),
    '05:06:07Z',
    '23:00:59Z',
  ),
  duration: pattern(
    'P[1-9]D|PT[1-9]H|PT[1-5][05]M|P[1-4]W',
    3,
    5,
    /^P(?!$)(?:(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+S)?)?|\d+W)$/,
    'P3D',
    'PT8H',
    'PT15M',
  ),
  email,
  'idn-email': email,
  hostname: host,
  'idn-hostname': host,
  ipv4: words('string @ipv4', 7, 15, IPV4, '192.0.2.7', '203.0.113.45'),
  ip: words('string @ipv4', 7, 15, IPV4, '192.0.2.7', '203.0.113.45'),
  'ip-address': words('string @ipv4', 7, 15, IPV4, '192.0.2.7', '203.0.113.45'),
  ipv6: words('string @ipv6', 4, 39, /^[0-9a-f:]*:[0-9a-f:.]*$/i, '2001:db8::7', '2001:db8:0:1::2'),
  uri: url,
  url,
  iri: url,
  'uri-reference': url,
  'iri-reference': url,
  'uri-template': pattern(
    '/[a-z]{3,8}/\\{id\\}',
    9,
    14,
    /^[^{}\s]*(?:\{[^{}\s]+\}[^{}\s]*)*$/,
    '/orders/{id}',
    '/users/{id}',
  ),
  uuid: words('uuid', 36, 36, UUID, '1f4e2a3c-5b6d-4e7f-8a9b-0c1d2e3f4a5b'),
  guid: words('uuid', 36, 36, UUID, '1f4e2a3c-5b6d-4e7f-8a9b-0c1d2e3f4a5b'),
  'json-pointer': pattern('/[a-z]{3,8}/[0-9]', 6, 11, /^(?:\/(?:[^~/]|~0|~1)*)*$/, '/items/0', '/lines/4'),
  'json-pointer-uri-fragment': pattern('#/[a-z]{3,8}/[0-9]', 7, 12, /^#(?:\/[^\s]*)*$/, '#/items/0'),
  'relative-json-pointer': pattern(
    '[0-9]/[a-z]{3,8}',
    5,
    10,
    /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/,
    '0/items',
    '2/lines',
  ),
  regex: pattern('\\^[a-z]{2,8}\\$', 4, 10, /^[\s\S]*$/, '^abc$', '^harbor$'),
  byte: words('binary', 24, 24, BASE64, 'cXVpZXQgaGFyYm9yIG5vdw=='),
  base64: words('binary', 24, 24, BASE64, 'cXVpZXQgaGFyYm9yIG5vdw=='),
  'iso-time': pattern('([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d', 8, 8, new RegExp(`^${CLOCK}${ZONE}?$`, 'i'), '05:06:07'),
  'iso-date-time': words(
    'timestamp',
    24,
    24,
    new RegExp(`^${DATE.source.slice(1, -1)}[t ]${CLOCK}${ZONE}?$`, 'i'),
    '2025-03-04T05:06:07.000Z',
  ),
  color: words('string @hex_color', 7, 7, /^#[0-9a-f]{3,8}$/i, '#3a6ea5'),
  phone: words('string @phone', 7, 20, /^[+0-9 ().-]+$/, '+1 202 555 0143'),
};

/** A format by its name; undefined for one that has no meaning here. */
export function formatOf(name: string): Format | undefined {
  return Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
}

/** The whole numbers of a format of numbers. */
export const NUMBER_FORMATS: ReadonlyMap<string, readonly [min: number, max: number]> = new Map([
  ['int8', [-128, 127]],
  ['uint8', [0, 255]],
  ['int16', [-32_768, 32_767]],
  ['uint16', [0, 65_535]],
  ['int32', [-2_147_483_648, 2_147_483_647]],
  ['uint32', [0, 4_294_967_295]],
]);
