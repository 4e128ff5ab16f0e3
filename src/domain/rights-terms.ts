/**
 * What a free text about rights forbids or asks, where it says so in words that mean the same
 * everywhere: the codes, names and addresses of Creative Commons (creativecommons.org/licenses) and
 * the usual refusals. A claim. A text in which nothing is found allows nothing either: it is open.
 */
export interface RightsTerms {
  /** Nothing may be earned with it. */
  readonly forbidsSale: boolean;
  /** It may be passed on only as it is. */
  readonly forbidsChanges: boolean;
  /** What is made of it may be passed on only under the very same licence. */
  readonly asksSameLicence: boolean;
}

/** "for commercial and non-commercial use": the same word, and it forbids nothing. */
const both =
  /(?<!non[\s-]?)commercial(?:ly)?\s*(?:and|or|&|\/|,)\s*non[\s-]?commercial(?:ly)?|non[\s-]?commercial(?:ly)?\s*(?:and|or|&|\/|,)\s*commercial(?:ly)?/giu;

/** "CC BY-NC-SA 4.0", "cc-by-nd", ".../licenses/by-nc-nd/4.0/". */
const codes = /(?:\bcc[\s-]*|licen[cs]es\/)by((?:[\s-]*\b(?:nc|nd|sa)\b)+)/giu;

const refusals = {
  sale: [
    /non[\s-]?commercial/iu,
    /\b(?:no|not\b[^.;]{0,20})\s*\bcommercial (?:use|usage|purposes?)/iu,
    /\b(?:personal|private|editorial|educational)(?: use)? only\b/iu,
    /\bonly (?:for )?(?:personal|private|editorial|educational)\b/iu,
    /\bnot (?:for|to be) (?:re)?(?:sale|sold)\b/iu,
    /nicht[\s-]?kommerziell|keine kommerzielle|nur (?:für )?(?:den )?privat/iu,
    /pas d['’]utilisation commerciale|usage (?:privé|personnel) uniquement/iu,
    /\bn(?:o|ão)[\s-]comercial/iu,
    /非商用|非営利|商用(?:利用)?(?:不可|禁止)|非商业|非商業|禁止商[用业業]/u,
    /비영리|비상업|상업적 (?:이용|사용) ?(?:금지|불가)/u,
  ],
  changes: [
    /no[\s-]?deriv(?:ative|ate|s\b)/iu,
    /\b(?:may|must|can|shall|do) ?not\b[^.;]{0,20}\b(?:modif|alter|edit|chang)/iu,
    /keine bearbeitung|pas de modification|sin obras? derivadas?|改変(?:不可|禁止)|禁止演[绎繹]|변경 ?금지/iu,
  ],
  same: [/share[\s-]?alike/iu],
} as const;

const saysOneOf = (text: string, patterns: readonly RegExp[]): boolean =>
  patterns.some((pattern) => pattern.test(text));

/** Reads a text about rights. */
export function termsOf(rights: string): RightsTerms {
  const text = rights.replaceAll(both, '');
  const parts = new Set(
    [...text.matchAll(codes)].flatMap(
      ([, code = '']) => code.toLowerCase().match(/nc|nd|sa/gu) ?? [],
    ),
  );
  return {
    forbidsSale: parts.has('nc') || saysOneOf(text, refusals.sale),
    forbidsChanges: parts.has('nd') || saysOneOf(text, refusals.changes),
    asksSameLicence: parts.has('sa') || saysOneOf(text, refusals.same),
  };
}
