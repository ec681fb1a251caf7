import { createApp } from 'vue';
import { paintSurroundings } from '@/session/mood';
import { followSystemTheme } from '@/session/system-theme';
import { startHost } from '@/start/host-start';
import './styles/app.scss';

// a constant condition: weapp and production builds do not carry the folder
if (__DEVELOPMENT__) {
  // its place is there before the first page, which it would push down when it comes
  const place = document.createElement('div');
  place.id = 'development';
  place.style.minHeight = '42px';
  document.body.prepend(place);
  void import('./development/start').then(({ start }) => start(place));
}

followSystemTheme();
paintSurroundings();
startHost();
export default createApp({ onLaunch() {} });
