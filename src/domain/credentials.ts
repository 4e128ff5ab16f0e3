/** Content credentials (C2PA): what a file says of its making in signed statements, and what checking them gave. */

export const credentialStates = ['valid', 'tampered', 'signature', 'unverified'] as const;
/**
 * `valid`: the statement is as it was signed and the file is the one that it was made for; whether
 * the signer is who the certificate says is another question. `tampered`: something was changed after
 * signing. `signature`: the signature does not belong to the statement. `unverified`: it could not be
 * checked.
 */
export type CredentialState = (typeof credentialStates)[number];

/** What is wrong, or why it could not be checked. */
export type CredentialReason =
  /** The bytes of the file are others than those that were signed. */
  | 'file'
  /** A part of the statement is not as it was signed, or is gone. */
  | 'statement'
  /** The signature does not fit. */
  | 'signature'
  /** Nothing in the statement ties it to the bytes of a file. */
  | 'unbound'
  /** It is tied to the file in a way that this app does not check. */
  | 'binding'
  /** Signed in a way, or with a key, that this app or browser does not know. */
  | 'algorithm'
  /** The statement is damaged. */
  | 'unreadable';

/** What checking one file's credentials gave. */
export interface CredentialCheck {
  readonly state: CredentialState;
  readonly why?: CredentialReason;
  /** How it was signed: "ES256". */
  readonly algorithm?: string;
  /** When it was signed (ms UTC), as a time-stamp in it says; that one is not checked. */
  readonly signed_at?: number;
  readonly certificate?: {
    /** Who gave it, as it says itself. */
    readonly issuer?: string;
    /** For which time it was given, in ms UTC. */
    readonly from?: number;
    readonly until?: number;
    /** Whether it was in its time when it signed, or, where that is not told, when it was checked. */
    readonly in_dates?: boolean;
    /** SHA-256 of it, to be known again. */
    readonly print: string;
  };
  /** Bytes of the file, beside the statements themselves, that the signer left out of the check. */
  readonly left_out?: number;
}

/** What one statement was made from, as it says. */
export interface CredentialIngredient {
  readonly title?: string;
  readonly relation: 'parent' | 'component' | 'input';
  /** Place of its own statement in the list. */
  readonly statement?: number;
}

/** One of the statements of a file, its own first. */
export interface CredentialStatement {
  readonly title?: string;
  readonly made_by?: string;
  readonly signed_by?: string;
  readonly tools?: readonly string[];
  readonly actions?: readonly string[];
  readonly source_type?: string;
  /** Of the statements about what it was made from, whose bytes are not here: all but the file. */
  readonly state: CredentialState;
  readonly why?: CredentialReason;
  readonly ingredients?: readonly CredentialIngredient[];
}

/**
 * What the content credentials of a file say of its making; what is not said is absent. It stays a
 * claim of the file, also where it was checked: no list of trusted signers is known offline.
 */
export interface ContentCredentials {
  /** The program that wrote them: "Adobe Firefly 3". */
  readonly made_by?: string;
  /** Whose certificate signed them, as the certificate itself says. */
  readonly signed_by?: string;
  /** What made or changed the file, where the actions name it: "GPT-4o". */
  readonly tool?: string;
  /** What was done, in the standard's words without their head: "created", "edited". */
  readonly actions?: readonly string[];
  /** IPTC's term for the source: "trainedAlgorithmicMedia". */
  readonly source_type?: string;
  /** A trained model made it, or a part of it. */
  readonly ai: boolean;
  /** Statements in it: its own, and those of what it was made from. */
  readonly statements: number;
  /** Absent where they were only read, by an older version of this app. */
  readonly checked?: CredentialCheck;
  /** The statements one by one, where they were checked. */
  readonly chain?: readonly CredentialStatement[];
}
