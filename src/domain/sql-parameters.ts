/** What a SQL text asks for: its parameters in the order in which they are bound. */

/** Everything of a text in which a "?" or a ":name" is no parameter, then the parameters. */
const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|`(?:[^`]|``)*`|\[[^\]]*\]|--[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|\?\d*|[:@$][A-Za-z_]\w*/gu;

/** Names of the parameters by their place: "?1", ":theme"; a gap in the numbers gives "?n" too. */
export function parametersOf(sql: string): readonly string[] {
  const names: string[] = [];
  for (const [part] of sql.matchAll(token)) {
    if (part.startsWith('?')) {
      const place = part === '?' ? names.length + 1 : Number(part.slice(1));
      if (place > 100) continue;
      while (names.length < place) names.push(`?${String(names.length + 1)}`);
    } else if (/^[:@$]/u.test(part) && !names.includes(part)) names.push(part);
  }
  return names;
}

/** A typed value: a number where it reads as one, nothing for NULL, else text; quotes make text. */
export function typedValue(text: string): string | number | null {
  const bare = text.trim();
  if (/^null$/iu.test(bare)) return null;
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/iu.test(bare)) return Number(bare);
  const quoted = /^'(?<inside>(?:[^']|'')*)'$/u.exec(bare)?.groups?.['inside'];
  return quoted === undefined ? text : quoted.replaceAll("''", "'");
}
