import type { CredentialCheck, CredentialReason, CredentialState } from '#domain/credentials.ts';
import { dayText } from './format.ts';

const actions: Readonly<Record<string, string>> = {
  created: 'created',
  opened: 'opened',
  placed: 'put together',
  edited: 'edited',
  cropped: 'cropped',
  resized: 'resized',
  'resized.proportional': 'resized',
  enhanced: 'enhanced',
  filtered: 'filtered',
  converted: 'converted',
  transcoded: 'converted',
  drawing: 'drawn on',
  color_adjustments: 'colours changed',
  adjustedColor: 'colours changed',
  orientation: 'turned',
  published: 'published',
  repackaged: 'repackaged',
  dubbed: 'dubbed',
  translated: 'translated',
  trimmed: 'trimmed',
  watermarked: 'watermarked',
};

const sources: Readonly<Record<string, string>> = {
  trainedAlgorithmicMedia: 'made by an AI model',
  compositeWithTrainedAlgorithmicMedia: 'made in part by an AI model',
  algorithmicallyEnhanced: 'enhanced by a program',
  algorithmicMedia: 'made by a program',
  digitalCapture: 'taken with a camera',
  computationalCapture: 'taken with a camera',
  screenCapture: 'a picture of a screen',
  digitalCreation: 'made by a person with a program',
  humanEdits: 'edited by a person',
  composite: 'put together',
};

const reasons = {
  file: 'The file was changed after it was signed.',
  statement: 'The statement itself was changed after it was signed.',
  signature:
    'The signature does not belong to this statement: somebody changed it, or signed it wrongly.',
  unbound: 'Nothing in the statement says which file it is about.',
  binding: 'The statement is tied to the file in a way that this app does not check.',
  algorithm: 'It is signed in a way that this app or this browser does not know.',
  unreadable: 'The statement is damaged and cannot be read whole.',
} satisfies Record<CredentialReason, string>;

/** Words of content credentials: what checking them gave, and the key of this device. */
export const credentialsWords = {
  title: 'Content credentials',
  states: {
    valid: 'Valid',
    tampered: 'Tampered with',
    signature: 'Signature does not fit',
    unverified: 'Not verified',
  } satisfies Record<CredentialState, string>,
  /** What the state means, in one sentence. */
  meaning: (checked: CredentialCheck | undefined, signer: string, isOwn: boolean): string => {
    if (!checked) return 'Read by an older version of this app, and not checked yet.';
    if (checked.state === 'valid') {
      return isOwn
        ? `Unchanged since this device signed it as “${signer}”.`
        : `Unchanged since it was signed by “${signer}”, who is not on a list that this app knows.`;
    }
    return reasons[checked.why ?? 'unreadable'];
  },
  reasons,
  signer: 'Signed as',
  somebody: 'somebody without a name',
  own: (name: string): string => `${name} (this device)`,
  issuer: 'Certificate from',
  certificate: 'Certificate',
  dates: (from: number, until: number): string => `${dayText(from, 0)} to ${dayText(until, 0)}`,
  outOfDates: (dates: string): string => `${dates}: not in its dates`,
  signedAt: 'Signed',
  signedAtTold: (day: string): string => `${day}, as its time-stamp says`,
  noTime: 'It does not say when.',
  algorithm: 'Way to sign',
  writtenBy: 'Written by',
  tools: 'Made with',
  done: 'Done',
  source: 'Origin',
  actionsText: (done: readonly string[]): string =>
    [...new Set(done.map((one) => actions[one] ?? one.replaceAll('_', ' ')))].join(', '),
  sourceText: (type: string): string => sources[type] ?? type,
  leftOut: (bytes: string): string => `The signer left ${bytes} of the file out of the signature.`,
  chain: 'Made from',
  relations: { parent: 'Began as', component: 'Put in', input: 'Used' },
  noName: 'a file without a name',
  noStatement: 'without credentials',
  trust:
    'A signature proves that nothing was changed since, not who signed: anybody can make a certificate with any name.',
  notToRely:
    'What follows is only what the statement says: since it does not fit, anybody may have written it.',
  check: 'Check again',
  checkFirst: 'Check now',
  // The key of this device, in the settings.
  settingsTitle: 'Content credentials',
  settingsText:
    'What is made here can leave with a signed statement (C2PA) of how it was made, which other programs can check. The key for it is made here, never leaves this browser, and cannot be read by anybody, this app included.',
  proves: 'What it proves, and what not',
  provesYes:
    'It proves that a file is as it was when it left, and that files with the same certificate were signed in the same place.',
  provesNo:
    'It does not prove who you are. The certificate is made by this app itself, so other programs call its signer unknown or untrusted. Only a certificate of a recognised authority changes that; you can bring one.',
  provesBrought:
    'It proves who you are only as far as others trust whoever gave you the certificate.',
  provesTime: 'It does not prove when it was signed: for that a server would have to be asked.',
  unused: 'No key has been made yet. The first file that leaves signed makes one.',
  off: 'The key was deleted. Files leave unsigned until you make or bring another.',
  impossible: {
    no_keys:
      'This browser can make none of the keys that content credentials ask for (Ed25519 or P-256). Files leave unsigned.',
    not_kept:
      'This browser keeps nothing in this window (a private one, perhaps), so a key would be lost. Files leave unsigned.',
  },
  name: 'Name in the certificate',
  nameHelp: 'Everybody who gets a signed file can read it.',
  holder: 'Name',
  kept: 'Kind',
  made: 'Made on this device',
  brought: 'Brought by you',
  print: 'Fingerprint',
  renew: 'Make a new key',
  makeKey: 'Make a key',
  renewText:
    'Files that were signed with the old key stay valid. Nobody can tell that the new key is yours too.',
  bring: 'Bring a certificate',
  bringText:
    'One PEM file with the private key (PKCS #8, without a password) and the certificate, followed by those of its issuers. The key is kept so that it cannot be read again; keep your own copy.',
  bringFile: 'PEM file',
  problems: {
    no_key: 'It holds no private key (“BEGIN PRIVATE KEY”).',
    locked_key:
      'Its key has a password or an old form. Write it as PKCS #8 without a password first: openssl pkcs8 -topk8 -nocrypt.',
    no_certificate: 'It holds no certificate that can be read (“BEGIN CERTIFICATE”).',
    unknown_key: 'Its key is of no kind that can sign here: P-256, P-384, P-521, Ed25519 or RSA.',
    other_key: 'Its key does not belong to its first certificate.',
  },
  failed: 'This browser did not keep the key. Nothing was changed.',
  remove: 'Delete the key',
  removeTitle: 'Delete the key?',
  removeText:
    'Files that it signed stay valid. Files leave unsigned until you make another key, and nothing brings this one back.',
};
