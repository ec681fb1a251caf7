/**
 * Elements of Taro that no H5 screen of ours draws. Its H5 build brings every element into the first file, with carousels, maps and
 * films behind them: a phone read 200 kB of them at each start. A test keeps this list true.
 */
export const UNDRAWN_ELEMENTS = [
  ...['map', 'video', 'audio', 'camera', 'live-player', 'live-pusher', 'ad', 'ad-custom', 'editor'],
  ...['swiper', 'swiper-item', 'movable-area', 'movable-view', 'slider', 'picker', 'picker-view', 'picker-view-column'],
];
