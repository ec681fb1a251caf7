import { followNetwork } from '@/live/online';
import { followDialogs } from './dialogs.h5';
import { followKeyboard } from './keyboard.h5';

/**
 * Who opens the home screen signs in, and asks what stands on it, while its code is still on its way; other pages may be read by
 * anybody, and ask themselves.
 */
function askWhoIsHere(): void {
  const [path = ''] = window.location.hash.replace(/^#\/?/, '').split('?');
  if (path !== '' && path !== 'pages/home/index') return;
  void Promise.all([import('@/session/session'), import('@/cloud/call')]).then(
    ([{ signIn, started }, { callAhead }]) => {
      void signIn();
      const ask = () => {
        callAhead('readCatalogue', {});
        callAhead('listOrders', { role: 'patient', filter: 'all' });
      };
      // a cloud that cannot be reached is told by the sign-in
      started().then(ask, () => undefined);
    },
  );
}

export function startHost(): void {
  followNetwork();
  followKeyboard();
  followDialogs();
  askWhoIsHere();
}
