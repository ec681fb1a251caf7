import { Nothing } from './fields';
import type { MeView } from './people';

/** Who am I here? Makes the account at the first call; identity is the platform's, never sent. */
export const SignIn = Nothing;
export type SignInReply = MeView;
