import { computed, ref } from '../vue.js';
import { ask } from '../api.js';
import { useLive } from '../live.js';
import { attempt } from '../notice.js';
import { AskBox } from '../parts/AskBox.js';
import { hrefOf, route } from '../route.js';
import { CollectionQuery } from './CollectionQuery.js';

export const Collections = {
  components: { CollectionQuery, AskBox },
  setup() {
    const { data, error, reload } = useLive(() => ask('inspect/collections'));
    const wanted = ref('');
    const newName = ref(null);
    const shown = computed(() =>
      (data.value?.collections ?? []).filter(({ name }) => name.includes(wanted.value.trim())),
    );
    const current = computed(() => data.value?.collections.find(({ name }) => name === route.subject));
    const isLost = computed(() => data.value && route.subject !== '' && !current.value);

    async function create() {
      const name = newName.value.trim();
      const made = await attempt(() => ask('inspect/collections', { collection: name }), `已新建集合 ${name}`);
      if (!made) return;
      newName.value = null;
      await reload();
      location.hash = hrefOf('collections', name);
    }
    const open = (name) => (location.hash = hrefOf('collections', name));
    return { data, error, wanted, shown, current, isLost, route, hrefOf, newName, create, open };
  },
  template: `
    <p v-if="error" class="bad" role="alert">{{ error }}</p>
    <div v-if="data" class="split">
      <aside class="card list" :class="{ chosen: current }">
        <div class="row">
          <h1>集合</h1><button class="quiet" @click="newName = ''">新建</button>
        </div>
        <select class="narrow" :value="route.subject" aria-label="集合" @change="open($event.target.value)">
          <option value="">选一个集合（{{ data.collections.length }} 个）</option>
          <option v-for="one in data.collections" :key="one.name" :value="one.name">{{ one.name }}（{{ one.count }}）</option>
        </select>
        <input v-model="wanted" class="wide-only" placeholder="找集合" aria-label="找集合" :data-first="current ? null : ''" />
        <ul class="wide-only">
          <li v-for="one in shown" :key="one.name">
            <a :href="hrefOf('collections', one.name)" :class="{ here: one.name === route.subject }">
              <span>{{ one.name }}</span><span class="count">{{ one.count }}</span></a>
          </li>
        </ul>
        <p v-if="data.collections.length === 0" class="faint">还没有集合。点“新建”，或者让你的程序
          <code>db.createCollection('…')</code>。</p>
      </aside>
      <CollectionQuery v-if="current" :key="current.name" :collection="current" @changed="$forceUpdate" />
      <section v-else class="card empty">
        <p v-if="isLost" class="bad">没有集合 {{ route.subject }}。</p>
        <p v-else>选一个集合，看它的文档和索引。</p>
      </section>
    </div>
    <AskBox v-if="newName !== null" title="新建集合" yes="新建" @yes="create" @no="newName = null">
      <input v-model="newName" placeholder="名字，如 orders" aria-label="集合名字" autofocus @keydown.enter.prevent="create" />
    </AskBox>
  `,
};
