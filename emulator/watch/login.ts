/** Who is at the other end of a socket, and for how long that is proved. */
import type { Identity } from '../auth/identity';
import type { Platform } from '../platform';
import { expiryOf, type Message } from './message';
import { refuse } from './refusal';

export class Login {
  identity: Identity | undefined;
  private expiry: NodeJS.Timeout | undefined;

  constructor(
    private readonly platform: Pick<Platform, 'envId' | 'sessions'>,
    private readonly hangUp: (reason: string) => void,
  ) {}

  /** Answers whether somebody else was signed in before. */
  take({ msgData, exMsgData }: Message): boolean {
    const { envId, sessions } = this.platform;
    if (msgData?.envId !== envId) refuse('INVALIID_ENV', `this is environment ${envId}`);
    const signStr = typeof exMsgData?.signStr === 'string' ? exMsgData.signStr : '';
    const identity = sessions.identityOfWatch(signStr);
    if (!identity) refuse('SIGN_INVALID_ERROR', 'the signature is wrong or has expired');
    const isOther = this.identity !== undefined && this.identity.uid !== identity.uid;
    this.identity = identity;
    this.expireAt(expiryOf(signStr));
    return isOther;
  }

  required(): Identity {
    return this.identity ?? refuse('CHECK_LOGIN_FAILED', 'LOGIN comes first');
  }

  end(): void {
    clearTimeout(this.expiry);
  }

  /** A signature is good for so long: then the client must show a new one, which its SDK does by connecting again. */
  private expireAt(expiryMs: number | undefined): void {
    clearTimeout(this.expiry);
    if (expiryMs === undefined) return;
    this.expiry = setTimeout(() => this.hangUp('the signature has expired'), expiryMs - Date.now());
    this.expiry.unref();
  }
}
