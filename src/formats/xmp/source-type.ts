/**
 * IPTC's Digital Source Type NewsCodes (cv.iptc.org/newscodes/digitalsourcetype): how a work came to
 * be, and what the library calls that.
 */
import type { Provenance } from '#domain/asset.ts';

/** Every term begins with this address. */
export const sourceTypeBase = 'http://cv.iptc.org/newscodes/digitalsourcetype/';

/** What each term of the vocabulary says of a work's making, where the library has a word for it. */
const provenanceOf: Readonly<Record<string, Provenance>> = {
  trainedAlgorithmicMedia: 'ai_generated',
  // A model made a part of it: for whoever asks "was a model used" the answer is the same.
  compositeWithTrainedAlgorithmicMedia: 'ai_generated',
  algorithmicallyEnhanced: 'enhanced',
  digitalCapture: 'user_provided',
  computationalCapture: 'user_provided',
  negativeFilm: 'user_provided',
  positiveFilm: 'user_provided',
  print: 'user_provided',
  humanEdits: 'user_provided',
  minorHumanEdits: 'user_provided',
  digitalCreation: 'user_provided',
  digitalArt: 'user_provided',
};

/** The term of an address or of a bare name; undefined for what is neither. */
export function sourceTypeTerm(text: string): string | undefined {
  const term =
    /^(?:https?:\/\/cv\.iptc\.org\/newscodes\/digitalsourcetype\/)?([A-Za-z]{3,60})$/.exec(
      text.trim(),
    )?.[1];
  return term === undefined ? undefined : `${term.charAt(0).toLowerCase()}${term.slice(1)}`;
}

/** What a term means here; undefined where it says neither yes nor no. */
export const provenanceOfTerm = (term: string): Provenance | undefined =>
  Object.hasOwn(provenanceOf, term) ? provenanceOf[term] : undefined;
