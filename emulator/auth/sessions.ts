/**
 * Access and refresh tokens. Their expiry follows the machine's clock, not the emulator's: steering time by a month
 * must not log everybody out.
 */
import { randomBytes } from 'node:crypto';
import type { Identity } from './identity';
import { readJwt, signJwt, type Claims } from './jwt';
import type { Keys } from './keys';
import { Revocations, type SessionMark } from './revocations';
import { readTicket } from './ticket';

const ACCESS_LIFE_SECONDS = 7200;
const REFRESH_LIFE_SECONDS = 30 * 86_400;

export interface SignIn {
  readonly token_type: 'Bearer';
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly scope: 'anonymous' | 'user';
  readonly sub: string;
  readonly groups: null;
}

/** The numbers that go with the words, as js-sdk sorts them: those of gRPC. */
const NUMBERS: Readonly<Record<string, number>> = {
  invalid_argument: 3,
  not_found: 5,
  unsupported_grant_type: 3,
  invalid_grant: 16,
  unauthenticated: 16,
  unimplemented: 12,
};

/** A refusal in the words of the auth endpoints. */
export class AuthError extends Error {
  readonly number: number;

  constructor(
    readonly error: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
    this.number = NUMBERS[error] ?? 2;
  }
}

/** The session a token belongs to: refreshing goes on with it, signing out ends it. */
interface Session extends SessionMark {
  readonly identity: Identity;
}

/** Tokens are text; anything else is the token of nobody. */
const textOf = (token: unknown): string => (typeof token === 'string' ? token : '');

export class Sessions {
  private lastInstant = 0;

  constructor(
    private readonly keys: Keys,
    private readonly envId: string,
    private readonly nowMs: () => number,
    private readonly revocations: Revocations = new Revocations(),
  ) {}

  anonymous(): SignIn {
    return this.begin({ uid: randomBytes(16).toString('hex'), loginType: 'ANONYMOUS' });
  }

  withTicket(ticket: unknown): SignIn {
    const holder = readTicket(this.keys, textOf(ticket), this.nowMs());
    if ('refused' in holder) throw new AuthError('invalid_grant', holder.refused);
    return this.begin({ ...holder, loginType: holder.openid === undefined ? 'CUSTOM' : 'WECHAT' });
  }

  /** A refresh token may be used again until it expires or is signed out: several tabs share one. */
  refresh(refreshToken: unknown): SignIn {
    const session = this.read(textOf(refreshToken), 'refresh');
    if (!session) throw new AuthError('invalid_grant', 'the refresh token is wrong, signed out, or has expired');
    return this.issue(session);
  }

  /** Ends the session of an access or refresh token; a token that counts no longer has nothing to end. */
  signOut(token: unknown): void {
    const session = this.read(textOf(token), 'access') ?? this.read(textOf(token), 'refresh');
    if (session) this.revocations.revoke(session.session, Date.now() + REFRESH_LIFE_SECONDS * 1000);
  }

  /** Ends every session that this user has begun so far, on whatever device. */
  signOutEverywhere(accessToken: string): void {
    const session = this.read(accessToken, 'access');
    if (!session) throw new AuthError('unauthenticated', 'no valid access token', 401);
    this.revocations.revokeAll(session.uid, this.instant());
  }

  /** The holder of an access token; undefined when it is forged, expired, or of another kind. */
  identityOf(accessToken: string): Identity | undefined {
    return this.read(accessToken, 'access')?.identity;
  }

  /** A short proof of identity for the WebSocket's LOGIN. */
  watchSignature(identity: Identity): string {
    return this.sign(this.newSession(identity), 'watch', ACCESS_LIFE_SECONDS);
  }

  identityOfWatch(signature: string): Identity | undefined {
    return this.read(signature, 'watch')?.identity;
  }

  private newSession(identity: Identity): Session {
    return { session: randomBytes(16).toString('hex'), uid: identity.uid, begunAt: this.instant(), identity };
  }

  /** Strictly increasing, so that "all up to now" is a clear cut. */
  private instant(): number {
    this.lastInstant = Math.max(Date.now(), this.lastInstant + 1);
    return this.lastInstant;
  }

  private begin(identity: Identity): SignIn {
    return this.issue(this.newSession(identity));
  }

  private issue(session: Session): SignIn {
    const { identity } = session;
    return {
      token_type: 'Bearer',
      access_token: this.sign(session, 'access', ACCESS_LIFE_SECONDS),
      refresh_token: this.sign(session, 'refresh', REFRESH_LIFE_SECONDS),
      expires_in: ACCESS_LIFE_SECONDS,
      scope: identity.loginType === 'ANONYMOUS' ? 'anonymous' : 'user',
      sub: identity.uid,
      groups: null,
    };
  }

  private sign({ identity, session, begunAt }: Session, use: string, lifeSeconds: number): string {
    const iat = Math.floor(Date.now() / 1000);
    const claims: Claims = {
      iss: `cloudbase-emulator/${this.envId}`,
      aud: this.envId,
      project_id: this.envId,
      iat,
      exp: iat + lifeSeconds,
      sub: identity.uid,
      scope: identity.loginType === 'ANONYMOUS' ? 'anonymous' : 'user',
      provider_type: identity.loginType.toLowerCase(),
      login_type: identity.loginType,
      use,
      jti: randomBytes(8).toString('hex'),
      session_id: session,
      begun_at: begunAt,
      ...(identity.openid === undefined ? {} : { openid: identity.openid }),
    };
    return signJwt(claims, this.keys);
  }

  private read(token: string, use: string): Session | undefined {
    const claims = readJwt(token, this.keys);
    if (!claims || claims.use !== use || claims.aud !== this.envId) return undefined;
    if (typeof claims.exp !== 'number' || claims.exp * 1000 <= Date.now()) return undefined;
    const uid = String(claims.sub);
    const mark = { session: String(claims.session_id), uid, begunAt: Number(claims.begun_at ?? 0) };
    if (this.revocations.isRevoked(mark)) return undefined;
    const openid = typeof claims.openid === 'string' ? { openid: claims.openid } : {};
    return { ...mark, identity: { uid, loginType: claims.login_type as Identity['loginType'], ...openid } };
  }
}
