/**
 * The properties of an XMP packet (ISO 16684-1, 7): RDF allows several ways to write the same, and
 * all of them come down to a list of texts under a name.
 */
import { fail, ok, type Result } from '#domain/result.ts';

import { nameSpaces, type Prefix } from './names.ts';
import { readXml, type XmlElement } from './xml.ts';

/** Texts of a property by its name space and name; the first is the one to show. */
export type Properties = (prefix: Prefix, name: string) => readonly string[];

const mostItems = 2_000;

const isRdf = (
  { space }: { readonly space: string },
  name: string,
  of: { readonly name: string },
) => space === nameSpaces.rdf && of.name === name;

const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find((one) => isRdf(one, name, one));

const attributeOf = (element: XmlElement, space: string, name: string): string | undefined =>
  element.attributes.find((one) => one.space === space && one.name === name)?.value;

/** The text of an item: its own, that of a value with qualifiers, or the address that it points at. */
function itemText(element: XmlElement): string {
  const inner = child(element, 'value') ?? child(element, 'Description');
  if (inner !== undefined) {
    const value = inner.name === 'value' ? inner : child(inner, 'value');
    return value === undefined ? '' : itemText(value);
  }
  return (
    attributeOf(element, nameSpaces.rdf, 'resource') ??
    attributeOf(element, nameSpaces.rdf, 'value') ??
    element.text
  ).trim();
}

/** Items of a property; of texts in several languages the one that nobody named comes first. */
function textsOf(property: XmlElement): readonly string[] {
  const array = child(property, 'Bag') ?? child(property, 'Seq') ?? child(property, 'Alt');
  if (array === undefined) return [itemText(property)].filter((text) => text !== '');
  const items = array.children.filter((one) => isRdf(one, 'li', one)).slice(0, mostItems);
  const isDefault = (item: XmlElement): boolean =>
    attributeOf(item, nameSpaces.xml, 'lang') === 'x-default';
  const inOrder =
    array.name === 'Alt'
      ? [...items.filter(isDefault), ...items.filter((item) => !isDefault(item))]
      : items;
  return inOrder.map(itemText).filter((text) => text !== '');
}

function findRdf(element: XmlElement): XmlElement | undefined {
  if (isRdf(element, 'RDF', element)) return element;
  for (const inner of element.children) {
    const found = findRdf(inner);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads the properties of a packet; of one that is written twice the first counts. */
export function readProperties(text: string): Result<Properties> {
  const root = readXml(text);
  if (!root.ok) return root;
  const rdf = findRdf(root.value);
  if (rdf === undefined) {
    return fail({ code: 'corrupt', what: 'this XMP', reason: 'there is no RDF in it' });
  }
  const all = new Map<string, readonly string[]>();
  const add = (space: string, name: string, texts: () => readonly string[]): void => {
    const key = `${space} ${name}`;
    if (!all.has(key)) all.set(key, texts());
  };
  for (const description of rdf.children) {
    for (const { space, name, value } of description.attributes) {
      if (value.trim() !== '') add(space, name, () => [value.trim()]);
    }
    for (const property of description.children) {
      add(property.space, property.name, () => textsOf(property));
    }
  }
  return ok((prefix, name) => all.get(`${nameSpaces[prefix]} ${name}`) ?? []);
}
