import { followNetwork } from '@/live/online';
import { followKeyboard } from './keyboard.h5';

/** Who opens the home screen signs in while its code is still on its way; other pages may be read by anybody, and ask themselves. */
function askWhoIsHere(): void {
  const [path = ''] = window.location.hash.replace(/^#\/?/, '').split('?');
  if (path !== '' && path !== 'pages/home/index') return;
  void import('@/session/session').then(({ signIn }) => signIn());
}

export function startHost(): void {
  followNetwork();
  followKeyboard();
  askWhoIsHere();
}
