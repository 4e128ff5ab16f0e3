/**
 * Which files of a linked folder are left alone: rules in the syntax of .gitignore (git-scm.com,
 * gitignore(5)), with one difference: capitals do not matter, since most disks do not care either.
 * The last rule that fits decides; below an ignored folder nothing is taken back by "!".
 */

/** What nobody wants in a library: files half written, and what systems leave lying about. */
export const defaultIgnore: readonly string[] = [
  '~$*',
  '*.tmp',
  '*.crdownload',
  '*.part',
  '*.crswap',
  '*.sync-conflict-*',
  'desktop.ini',
  '.DS_Store',
  'Thumbs.db',
  '.*/',
];

/** One rule, ready to be asked. */
interface Rule {
  /** As it was written, for people. */
  readonly text: string;
  /** "!": takes back what an earlier rule left out. */
  readonly takesBack: boolean;
  /** "/" at the end: folders only. */
  readonly foldersOnly: boolean;
  readonly pattern: RegExp;
}

export interface IgnoreRules {
  /**
   * The rule that leaves a file out, as it was written, or null when it is taken.
   *
   * @param path below the linked folder, "/" between parts
   */
  readonly ruleFor: (path: string) => string | null;
  /** The same for a folder, so that it need not be entered. */
  readonly ruleForFolder: (path: string) => string | null;
}

/** Reads rules, one a line; empty lines and comments are passed over. */
export function readIgnore(lines: readonly string[]): IgnoreRules {
  const rules = lines.flatMap((line) => readRule(line) ?? []);
  const decide = (path: string, isFolder: boolean): string | null => {
    let said: string | null = null;
    for (const rule of rules) {
      if (rule.foldersOnly && !isFolder) continue;
      if (rule.pattern.test(path)) said = rule.takesBack ? null : rule.text;
    }
    return said;
  };
  const folders = new Map<string, string | null>();
  const ruleForFolder = (path: string): string | null => {
    if (path === '') return null;
    const known = folders.get(path);
    if (known !== undefined) return known;
    const said = ruleForFolder(parentOf(path)) ?? decide(path, true);
    folders.set(path, said);
    return said;
  };
  return {
    ruleForFolder,
    ruleFor: (path) => ruleForFolder(parentOf(path)) ?? decide(path, false),
  };
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

function readRule(line: string): Rule | null {
  // Spaces at the end do not count, unless the last is escaped.
  const text = line.replace(/\r$/, '').replace(/(?<!\\)\s+$/, '');
  if (text === '' || text.startsWith('#')) return null;
  const takesBack = text.startsWith('!');
  let body = takesBack ? text.slice(1) : text;
  const foldersOnly = body.endsWith('/');
  if (foldersOnly) body = body.slice(0, -1);
  // A slash that is not the last ties the rule to the top; without one it fits at any depth.
  const isTied = body.includes('/');
  const glob = body.replace(/^\//, '');
  if (glob === '') return null;
  const source = `^${isTied ? '' : '(?:.*/)?'}${patternOf(glob)}$`;
  try {
    return { text, takesBack, foldersOnly, pattern: new RegExp(source, 'iu') };
  } catch {
    // A set that is no set, such as [z-a]: git lets such a rule fit nothing.
    return null;
  }
}

/** A glob as the source of a regular expression over a path. */
function patternOf(glob: string): string {
  let source = '';
  for (let at = 0; at < glob.length; at += 1) {
    const rest = glob.slice(at);
    const set = /^\[(!|\^)?(\]?[^\]]*)\]/.exec(rest);
    if (rest.startsWith('**/') && (at === 0 || glob[at - 1] === '/')) {
      source += '(?:.*/)?';
      at += 2;
    } else if (rest === '**' && (at === 0 || glob[at - 1] === '/')) {
      source += '.+';
      at += 1;
    } else if (rest.startsWith('*')) {
      while (glob[at + 1] === '*') at += 1;
      source += '[^/]*';
    } else if (rest.startsWith('?')) {
      source += '[^/]';
    } else if (set) {
      const members = (set[2] ?? '').replace(/[\\\]^]/g, String.raw`\$&`);
      source += `(?!/)[${set[1] ? '^' : ''}${members.replace('[', String.raw`\[`)}]`;
      at += set[0].length - 1;
    } else {
      const escaped = rest.startsWith('\\') && rest.length > 1;
      if (escaped) at += 1;
      source += literal(glob[at] ?? '');
    }
  }
  return source;
}

const literal = (character: string): string =>
  /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
