/**
 * XML with name spaces (XML 1.0, Namespaces in XML 1.0) as far as XMP needs it, out of an untrusted
 * text. There is no document type: a text that declares one is refused, so nothing can be expanded,
 * fetched or defined. Depth and number of elements are bounded.
 */
import type { Failure } from '#domain/failure.ts';
import { fail, ok, type Result } from '#domain/result.ts';

export interface XmlElement {
  /** The address of its name space, "" for none. */
  readonly space: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** Its own text without that of its children. */
  readonly text: string;
}

export interface XmlAttribute {
  readonly space: string;
  readonly name: string;
  readonly value: string;
}

const deepest = 60;
const mostElements = 50_000;
const mostAttributes = 2_000;
/** Prefixes in force at one place. */
const mostSpaces = 500;

const corrupt = (reason: string): { readonly ok: false; readonly failure: Failure } =>
  fail({ code: 'corrupt', what: 'this XML', reason });

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** A text without its references; an unknown one stays as it is written. */
function plain(text: string): string {
  if (!text.includes('&')) return text;
  if (!text.includes('&#')) {
    // The same and quicker: without numbers nothing can become the sign that begins a reference.
    return text
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&apos;', "'")
      .replaceAll('&amp;', '&');
  }
  return text.replaceAll(
    /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|([a-z]{2,4}));/gi,
    (whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name !== undefined) return (Object.hasOwn(named, name) && named[name]) || whole;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const isSign = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isSign ? String.fromCodePoint(code) : '';
    },
  );
}

interface Open {
  readonly qualified: string;
  readonly element: XmlElement & { readonly children: XmlElement[]; text: string };
  readonly spaces: ReadonlyMap<string, string>;
}

const attribute = /\s+([^\s=<>"'/]{1,200})\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
const opening = /<([^\s<>/!?"'=]{1,200})/y;
const closing = /<\/([^\s<>/]{1,200})\s*>/y;

const splitName = (qualified: string): readonly [prefix: string, name: string] => {
  const colon = qualified.indexOf(':');
  return colon === -1 ? ['', qualified] : [qualified.slice(0, colon), qualified.slice(colon + 1)];
};

const atStart: ReadonlyMap<string, string> = new Map([
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
]);

/** Attributes as written, from `at` on; null where they are no XML. */
function readAttributes(
  text: string,
  at: number,
): { readonly given: readonly (readonly [string, string])[]; readonly end: number } | null {
  const given: (readonly [string, string])[] = [];
  let end = at;
  for (;;) {
    attribute.lastIndex = end;
    const match = attribute.exec(text);
    if (match === null) return { given, end };
    if (given.length >= mostAttributes) return null;
    given.push([match[1] ?? '', plain(match[2] ?? match[3] ?? '')]);
    end = attribute.lastIndex;
  }
}

/** A tag that begins an element. */
interface Tag {
  readonly qualified: string;
  /** Attributes as written. */
  readonly given: readonly (readonly [string, string])[];
  /** It is the whole element. */
  readonly isClosed: boolean;
  readonly end: number;
}

/** The tag at `at`; null where it breaks off. */
function readTag(text: string, at: number): Tag | null {
  opening.lastIndex = at;
  const qualified = opening.exec(text)?.[1];
  const read = qualified === undefined ? null : readAttributes(text, opening.lastIndex);
  const tail = read && /^\s*(\/?)>/.exec(text.slice(read.end, read.end + 100));
  if (qualified === undefined || !tail) return null;
  const { given, end } = read;
  return { qualified, given, isClosed: tail[1] === '/', end: end + tail[0].length };
}

/** The end of what begins at `at` and is no element: a comment, an instruction, literal text. */
function passedOver(text: string, at: number): readonly [content: string, end: number] | null {
  for (const [begin, end] of [
    ['<!--', '-->'],
    ['<?', '?>'],
    ['<![CDATA[', ']]>'],
  ] as const) {
    if (!text.startsWith(begin, at)) continue;
    const stop = text.indexOf(end, at + begin.length);
    if (stop === -1) return null;
    const content = begin === '<![CDATA[' ? text.slice(at + begin.length, stop) : '';
    return [content, stop + end.length];
  }
  return null;
}

/** Reads a document: its root element. Never throws, whatever the text. */
export function readXml(text: string): Result<XmlElement> {
  const stack: Open[] = [];
  let root: XmlElement | null = null;
  let count = 0;
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('<', at);
    const top = stack.at(-1);
    if (top !== undefined && next !== at) {
      top.element.text += plain(text.slice(at, next === -1 ? text.length : next));
    }
    if (next === -1) break;
    at = next;
    if (text.startsWith('<!DOCTYPE', at) || text.startsWith('<!ENTITY', at)) {
      return corrupt('it declares a document type, which no sidecar has');
    }
    if (text.startsWith('</', at)) {
      closing.lastIndex = at;
      const match = closing.exec(text);
      if (match === null || top === undefined || match[1] !== top.qualified) {
        return corrupt('an element is closed that was not open');
      }
      stack.pop();
      at = closing.lastIndex;
      continue;
    }
    if (text.startsWith('<!', at) || text.startsWith('<?', at)) {
      const passed = passedOver(text, at);
      if (passed === null) return corrupt('it breaks off');
      if (top !== undefined) top.element.text += passed[0];
      at = passed[1];
      continue;
    }
    const tag = readTag(text, at);
    if (tag === null) return corrupt('it breaks off');
    count += 1;
    if (count > mostElements || stack.length >= deepest) return corrupt('it is nested too far');
    const open = opened(tag, top?.spaces ?? atStart);
    if (open.spaces.size > mostSpaces) return corrupt('it declares too many name spaces');
    if (top === undefined) {
      if (root !== null) return corrupt('it has two roots');
      root = open.element;
    } else top.element.children.push(open.element);
    if (!tag.isClosed) stack.push(open);
    at = tag.end;
  }
  if (stack.length > 0 || root === null) return corrupt('it breaks off');
  return ok(root);
}

function opened({ qualified, given }: Tag, outer: ReadonlyMap<string, string>): Open {
  const declared = given.flatMap(([name, value]): (readonly [string, string])[] => {
    if (name === 'xmlns') return [['', value]];
    return name.startsWith('xmlns:') ? [[name.slice(6), value]] : [];
  });
  const spaces = declared.length === 0 ? outer : new Map([...outer, ...declared]);
  const [prefix, name] = splitName(qualified);
  const attributes = given.flatMap(([key, value]): XmlAttribute[] => {
    if (key === 'xmlns' || key.startsWith('xmlns:')) return [];
    const [of, bare] = splitName(key);
    // An attribute without a prefix is in no name space, whatever its element is in.
    return [{ space: of === '' ? '' : (spaces.get(of) ?? ''), name: bare, value }];
  });
  const space = spaces.get(prefix) ?? '';
  return { qualified, element: { space, name, attributes, children: [], text: '' }, spaces };
}
