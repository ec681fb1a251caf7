import { createApp } from 'vue';
import './styles/app.scss';

// a constant condition: weapp and production builds do not carry the folder
if (__DEVELOPMENT__) void import('./development/start').then(({ start }) => start());

export default createApp({ onLaunch() {} });
