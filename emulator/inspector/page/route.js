/** Which screen is open and what it shows: `#/collections/orders`. */
import { reactive } from './vue.js';

export const route = reactive({ screen: '', subject: '' });

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // somebody typed a stray %
  }
}

function read() {
  const [, screen = '', ...rest] = location.hash.split('/');
  Object.assign(route, { screen: screen || 'overview', subject: decoded(rest.join('/')) });
}

export const hrefOf = (screen, subject) => `#/${screen}/${encodeURIComponent(subject)}`;

addEventListener('hashchange', read);
read();
