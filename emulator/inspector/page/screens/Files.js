import { computed, ref } from '../vue.js';
import { ask } from '../api.js';
import { beijing, bytes } from '../format.js';
import { useLive } from '../live.js';
import { copy } from '../notice.js';

export const Files = {
  setup() {
    const { data, error } = useLive(() => ask('inspect/files'), 4000);
    const wanted = ref('');
    const shown = computed(() => (data.value?.files ?? []).filter(({ path }) => path.includes(wanted.value.trim())));
    const large = ref('');
    /** The link is signed anew at each look; a picture keeps the first, or it would be loaded again and again. */
    const links = new Map();
    const linkOf = ({ path, etag, link }) => {
      const key = `${path} ${etag}`;
      if (!links.has(key)) links.set(key, link);
      return links.get(key);
    };
    const isPicture = ({ mediaType }) => mediaType.startsWith('image/');
    return { data, error, wanted, shown, large, linkOf, isPicture, beijing, bytes, copy };
  },
  template: `
    <section class="card stack">
      <h1>文件 <span v-if="data" class="count">{{ data.total }}</span></h1>
      <p v-if="error" class="bad" role="alert">{{ error }}</p>
      <template v-if="data">
        <p v-if="data.total === 0" class="faint">还没有文件。<code>app.uploadFile({ cloudPath, fileContent })</code> 之后会出现在这里。</p>
        <p v-else class="faint">一共 {{ bytes(data.bytes) }}。</p>
        <input v-if="data.total > 0" v-model="wanted" placeholder="找文件" aria-label="找文件" data-first />
        <ul class="rows">
          <li v-for="file in shown" :key="file.path" data-file>
            <button v-if="isPicture(file)" class="thumb" :aria-label="'放大 ' + file.path" @click="large = large === file.path ? '' : file.path">
              <img :src="linkOf(file)" alt="" loading="lazy" /></button>
            <span v-else class="thumb type">{{ file.path.split('.').pop().slice(0, 4) }}</span>
            <div class="grow">
              <p class="path"><b>{{ file.path }}</b></p>
              <p class="faint">{{ bytes(file.sizeBytes) }} · {{ file.mediaType }} · {{ beijing(file.storedAt) }} · {{ file.owner ? '上传者 ' + file.owner : '服务端上传' }}</p>
              <img v-if="large === file.path" class="large" :src="linkOf(file)" :alt="file.path" />
            </div>
            <button class="quiet" @click="copy(file.fileId)">复制 fileID</button>
            <a class="button quiet" :href="linkOf(file)" :download="file.path.split('/').pop()">下载</a>
          </li>
        </ul>
        <p v-if="data.total > data.files.length" class="faint">只显示最近的 {{ data.files.length }} 个。</p>
      </template>
    </section>
  `,
};
