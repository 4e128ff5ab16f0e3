/**
 * What a file that lies beside another one says of it, or what a packet inside it says: the one form
 * into which XMP, our own JSON and lists of tags are read, and out of which they are written.
 */
import type { Generation, Provenance, ReviewMark } from './asset.ts';

/** A claim, no proof. What is not said is absent; an empty list says that there are none. */
export interface Said {
  /** What the library calls it, file ending and all. */
  readonly name?: string;
  /** What a person calls it: no file name. */
  readonly title?: string;
  readonly description?: string;
  readonly alt_text?: string;
  readonly tags?: readonly string[];
  /** Where tags stand in a tree: each from the uppermost to the tag itself. */
  readonly tag_paths?: readonly (readonly string[])[];
  /** 1 to 5. */
  readonly rating?: number;
  readonly approved?: boolean;
  readonly review?: ReviewMark;
  readonly theme?: string;
  readonly source?: string;
  readonly provenance?: Provenance;
  /** IPTC's term for how it came to be, "digitalCapture": see `formats/xmp/source-type.ts`. */
  readonly source_type?: string;
  /** The name of a colour label: "Red". */
  readonly label?: string;
  readonly creators?: readonly string[];
  readonly rights?: string;
  /** When the work was made, ISO 8601, with a zone where one is known. */
  readonly taken_at?: string;
  /** When it came into a library, ms UTC. */
  readonly created_at?: number;
  readonly generation?: Generation;
}
