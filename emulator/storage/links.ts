/** Signed permissions: a download link that expires, and the right to upload one path. */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** How long an upload may be pending. */
const UPLOAD_LIFE_MS = 15 * 60_000;

export interface UploadRight {
  readonly owner?: string;
}

export class Links {
  constructor(
    private readonly secret: string,
    private readonly now: () => number,
  ) {}

  /** `sign=…&t=…` for a download of this path. */
  download(path: string, maxAgeSeconds: number): string {
    const t = Math.floor(this.now() / 1000) + maxAgeSeconds;
    return `sign=${this.hmac('get', path, String(t))}&t=${t}`;
  }

  allowsDownload(path: string, query: URLSearchParams): boolean {
    const t = query.get('t') ?? '';
    return this.isFresh(t) && this.equals(query.get('sign') ?? '', this.hmac('get', path, t));
  }

  /** The `authorization` an uploader sends back with the content. */
  upload(path: string, owner: string | undefined): string {
    const t = String(Math.floor((this.now() + UPLOAD_LIFE_MS) / 1000));
    const who = Buffer.from(owner ?? '').toString('base64url');
    return `q-sign-algorithm=sha1&q-expires=${t}&q-owner=${who}&q-signature=${this.hmac('put', path, t, who)}`;
  }

  /** Whose upload this is; undefined when the authorization is not for this path, or too late. */
  uploadRight(path: string, authorization: string): UploadRight | undefined {
    const parts = new URLSearchParams(authorization);
    const t = parts.get('q-expires') ?? '';
    const who = parts.get('q-owner') ?? '';
    const genuine = this.equals(parts.get('q-signature') ?? '', this.hmac('put', path, t, who));
    if (!genuine || !this.isFresh(t)) return undefined;
    return who === '' ? {} : { owner: Buffer.from(who, 'base64url').toString('utf8') };
  }

  private isFresh(t: string): boolean {
    return /^\d+$/.test(t) && Number(t) * 1000 > this.now();
  }

  private hmac(...parts: string[]): string {
    return createHmac('sha256', this.secret).update(parts.join('\n')).digest('hex');
  }

  private equals(given: string, expected: string): boolean {
    const a = Buffer.from(given);
    const b = Buffer.from(expected);
    return a.length === b.length && timingSafeEqual(a, b);
  }
}
