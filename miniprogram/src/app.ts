import { createApp } from 'vue';
import { paintSurroundings } from '@/session/mood';
import { followSystemTheme } from '@/session/system-theme';
import { startHost } from '@/start/host-start';
import './styles/app.scss';

// a constant condition: weapp and production builds do not carry the folder
if (__DEVELOPMENT__) void import('./development/start').then(({ start }) => start());

followSystemTheme();
paintSurroundings();
startHost();
export default createApp({ onLaunch() {} });
