import { Aggregate } from './screens/Aggregate.js';
import { Clock } from './screens/Clock.js';
import { Collections } from './screens/Collections.js';
import { Connections } from './screens/Connections.js';
import { Faults } from './screens/Faults.js';
import { Files } from './screens/Files.js';
import { Functions } from './screens/Functions.js';
import { Messages } from './screens/Messages.js';
import { Overview } from './screens/Overview.js';
import { Rules } from './screens/Rules.js';
import { Timers } from './screens/Timers.js';

/** In the order of the list; `key` is the key that opens it. */
export const SCREENS = [
  { path: 'overview', key: '1', title: '概览', view: Overview },
  { path: 'collections', key: '2', title: '集合', view: Collections },
  { path: 'aggregate', key: '3', title: '聚合', view: Aggregate },
  { path: 'functions', key: '4', title: '函数', view: Functions },
  { path: 'timers', key: '5', title: '定时器', view: Timers },
  { path: 'clock', key: '6', title: '时钟', view: Clock },
  { path: 'connections', key: '7', title: '监听', view: Connections },
  { path: 'messages', key: '8', title: '消息', view: Messages },
  { path: 'files', key: '9', title: '文件', view: Files },
  { path: 'rules', key: '0', title: '规则与索引', view: Rules },
  { path: 'faults', key: '-', title: '故障', view: Faults },
];
