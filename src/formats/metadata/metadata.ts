/** What a picture file says about itself besides its pixels. */
export interface PictureMetadata {
  /** The EXIF block as a TIFF structure, without the "Exif\0\0" that JPEG puts before it. */
  readonly exif?: Uint8Array;
  /** The XMP packet, UTF-8. */
  readonly xmp?: Uint8Array;
  /** The ICC colour profile. */
  readonly icc?: Uint8Array;
  /** EXIF orientation 1–8 as stored. */
  readonly orientation?: number;
  /** When it was taken, ISO 8601 without zone: "2024-05-31T18:04:05". */
  readonly takenAt?: string;
  /** Maker and model of the camera. */
  readonly camera?: string;
  /** Pixels per inch that a written file is to state; not read. */
  readonly density?: number;
  /** Description of the ICC profile. */
  readonly profileName?: string;
}

/** Most bytes that one block may have, packed or not; larger ones are left out. */
export const blockLimit = 16 * 1024 * 1024;
