/** The part of `wx.cloud` this program uses. `cloud.weapp.ts` and `cloud.h5.ts` are the two ways to have it. */
export type Row = Readonly<Record<string, unknown>>;
/** Equality only: security rules must be able to prove that the query stays inside them. */
export type Where = Readonly<Record<string, string>>;

export interface Watching {
  close(): void;
}

export interface Cloud {
  /** Opens the environment and signs the person in to the platform. Must be awaited once before anything else. */
  start(): Promise<void>;
  callFunction(name: string, data: object): Promise<unknown>;
  /** Answers the file's id, `cloud://…`. */
  uploadFile(cloudPath: string, filePath: string): Promise<string>;
  /** One look at what `watch` would show: the fall-back where no socket can be had. */
  read(collection: string, where: Where): Promise<readonly Row[]>;
  watch(
    collection: string,
    where: Where,
    onChange: (rows: readonly Row[]) => void,
    onError: (error: unknown) => void,
  ): Watching;
  /** The field of a document that names its person on this platform, as security rules compare it. */
  readonly personField: 'Openid' | 'Uid';
}
