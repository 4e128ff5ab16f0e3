export const packLicences = ['royalty_free', 'attribution', 'commercial', 'personal'] as const;
export type PackLicence = (typeof packLicences)[number];

/** What a licence is called, what it means in one sentence, and what it lets others do. */
export interface LicenceWords {
  readonly name: string;
  readonly sentence: string;
  /** Whether others may earn with the files, so that nothing in them may forbid it. */
  readonly allowsBusiness: boolean;
}

/** The four licences of a pack, in plain words. */
export const packLicenceWords: Readonly<Record<PackLicence, LicenceWords>> = {
  royalty_free: {
    name: 'Royalty free',
    sentence:
      'Whoever gets the pack may use it in any number of works, private or for business, without paying again, but may not pass the files on.',
    allowsBusiness: true,
  },
  attribution: {
    name: 'Attribution',
    sentence:
      'Anyone may use, change and share the files, also for business, as long as the credit is named.',
    allowsBusiness: true,
  },
  commercial: {
    name: 'Commercial',
    sentence:
      'One buyer, a person or a company, may make and sell products with the files; nobody else may use them.',
    allowsBusiness: true,
  },
  personal: {
    name: 'Personal',
    sentence:
      'For private use only: nothing made with the files may be sold or used for a business.',
    allowsBusiness: false,
  },
};

/** What a licence text is about. */
export interface LicensedPack {
  readonly name: string;
  readonly licence: PackLicence;
  /** The year in which the pack was made. */
  readonly year: number;
  /** One line for each thing that is to be credited, e.g. "Fox.png: source Midjourney". */
  readonly credits: readonly string[];
}

interface Terms {
  readonly may: readonly string[];
  readonly must: readonly string[];
  readonly mayNot: readonly string[];
}

const terms: Readonly<Record<PackLicence, Terms>> = {
  royalty_free: {
    may: [
      'use the files in any number of works of your own, private or for business',
      'change them, cut them and combine them with other material',
      'publish, show, print and sell the works you made with them',
      'let people who work for you, or a client for whom you make a work, use them for that work',
    ],
    must: [],
    mayNot: [
      'sell, lend, share or publish the files as files, changed or unchanged, alone or in a collection',
      'use them so that they can easily be taken out of your work and used as files',
      'claim that you made them',
    ],
  },
  attribution: {
    may: [
      'use the files for any purpose, private or for business',
      'change them, cut them and combine them with other material',
      'copy, publish and share the files and what you made with them',
    ],
    must: [
      'name the pack and the credits listed below where people can find them, as far as the medium allows',
      'say so if you changed the files',
      'keep this text with the files when you pass them on',
    ],
    mayNot: ['suggest that the makers support you or what you do'],
  },
  commercial: {
    may: [
      'use the files, as the one person or company that this copy was given to, for your business',
      'change them, cut them and combine them with other material',
      'make, print and sell products that show the files, in any number',
    ],
    must: ['keep a copy of this text as long as you use the files'],
    mayNot: [
      'pass the files on to anyone who does not work for you',
      'sell, share or publish the files as files, changed or unchanged',
      'pass this permission on, or share it with another person or company',
      'claim that you made them',
    ],
  },
  personal: {
    may: [
      'use the files for yourself, your family and your friends',
      'change them, cut them and combine them with other material for that purpose',
      'show works made with them where nothing is earned by it',
    ],
    must: [],
    mayNot: [
      'sell the files or anything made with them',
      'use them for a business, for advertising or for a client',
      'share or publish the files as files',
      'claim that you made them',
    ],
  },
};

const paragraph = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [title, ...lines.map((line) => `- ${line}`), ''];

/** The whole of LICENSE.txt; the same for the same pack. */
export function licenceText({ name, licence, year, credits }: LicensedPack): string {
  const { may, must, mayNot } = terms[licence];
  const words = packLicenceWords[licence];
  return [
    `Licence of the pack “${name}”`,
    `${words.name}, ${year}`,
    '',
    words.sentence,
    '',
    'In this text, “the files” are the pictures, sounds, videos and other media in this pack,',
    'and “you” are the person or company that received it from those who made it.',
    '',
    ...paragraph('You may:', may),
    ...paragraph('You must:', must),
    ...paragraph('You may not:', mayNot),
    'The files are given as they are, without any promise that they suit a purpose or that no',
    'right of others touches them. Marks, persons and works of others that can be recognised in',
    'them stay protected by the rights of those others. If you break these terms, this permission',
    'ends for you.',
    '',
    ...paragraph(licence === 'attribution' ? 'Credits to be named:' : 'Credits:', credits),
  ].join('\n');
}
