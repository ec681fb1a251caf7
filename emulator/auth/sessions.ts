/**
 * Access and refresh tokens. Their expiry follows the machine's clock, not the emulator's: steering time by a month
 * must not log everybody out.
 */
import { randomBytes } from 'node:crypto';
import type { Identity } from './identity';
import { readJwt, signJwt, type Claims } from './jwt';
import type { Keys } from './keys';
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

/** A refusal in the words of the auth endpoints. */
export class AuthError extends Error {
  constructor(
    readonly error: string,
    message: string,
    readonly status = 400,
  ) {
    super(message);
  }
}

export class Sessions {
  constructor(
    private readonly keys: Keys,
    private readonly envId: string,
    private readonly nowMs: () => number,
  ) {}

  anonymous(): SignIn {
    return this.issue({ uid: randomBytes(16).toString('hex'), loginType: 'ANONYMOUS' });
  }

  withTicket(ticket: unknown): SignIn {
    const holder = readTicket(this.keys, String(ticket ?? ''), this.nowMs());
    if ('refused' in holder) throw new AuthError('invalid_grant', holder.refused);
    return this.issue({ ...holder, loginType: holder.openid === undefined ? 'CUSTOM' : 'WECHAT' });
  }

  refresh(refreshToken: unknown): SignIn {
    const identity = this.read(String(refreshToken ?? ''), 'refresh');
    if (!identity) throw new AuthError('invalid_grant', 'the refresh token is wrong or has expired');
    return this.issue(identity);
  }

  /** The holder of an access token; undefined when it is forged, expired, or of another kind. */
  identityOf(accessToken: string): Identity | undefined {
    return this.read(accessToken, 'access');
  }

  /** A short proof of identity for the WebSocket's LOGIN. */
  watchSignature(identity: Identity): string {
    return this.sign(identity, 'watch', ACCESS_LIFE_SECONDS);
  }

  identityOfWatch(signature: string): Identity | undefined {
    return this.read(signature, 'watch');
  }

  private issue(identity: Identity): SignIn {
    return {
      token_type: 'Bearer',
      access_token: this.sign(identity, 'access', ACCESS_LIFE_SECONDS),
      refresh_token: this.sign(identity, 'refresh', REFRESH_LIFE_SECONDS),
      expires_in: ACCESS_LIFE_SECONDS,
      scope: identity.loginType === 'ANONYMOUS' ? 'anonymous' : 'user',
      sub: identity.uid,
      groups: null,
    };
  }

  private sign(identity: Identity, use: string, lifeSeconds: number): string {
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
      ...(identity.openid === undefined ? {} : { openid: identity.openid }),
    };
    return signJwt(claims, this.keys);
  }

  private read(token: string, use: string): Identity | undefined {
    const claims = readJwt(token, this.keys);
    if (!claims || claims.use !== use || claims.aud !== this.envId) return undefined;
    if (typeof claims.exp !== 'number' || claims.exp * 1000 <= Date.now()) return undefined;
    return {
      uid: String(claims.sub),
      loginType: claims.login_type as Identity['loginType'],
      ...(typeof claims.openid === 'string' ? { openid: claims.openid } : {}),
    };
  }
}
