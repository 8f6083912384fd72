import { createRouter, createWebHashHistory, type Router, type RouterHistory } from 'vue-router';
import HomeScreen from './screens/home/HomeScreen.vue';

/** The screens; all but the first are loaded when they are first shown. */
export function createScreenRouter(history: RouterHistory = createWebHashHistory()): Router {
  return createRouter({
    history,
    routes: [
      { path: '/home', component: HomeScreen },
      { path: '/accounts', component: () => import('./screens/accounts/AccountsScreen.vue') },
      { path: '/capture', component: () => import('./screens/capture/CaptureScreen.vue') },
      { path: '/overview', component: () => import('./screens/overview/OverviewScreen.vue') },
      { path: '/timeline', component: () => import('./screens/timeline/TimelineScreen.vue') },
      { path: '/compare', component: () => import('./screens/compare/CompareScreen.vue') },
      { path: '/duplicates', component: () => import('./screens/duplicates/DuplicatesScreen.vue') },
      { path: '/deleted', component: () => import('./screens/deleted/DeletedScreen.vue') },
      { path: '/suspects', component: () => import('./screens/suspects/SuspectsScreen.vue') },
      { path: '/restore', component: () => import('./screens/restore/RestoreScreen.vue') },
      { path: '/report', component: () => import('./screens/report/ReportScreen.vue') },
      { path: '/settings', component: () => import('./screens/settings/SettingsScreen.vue') },
      { path: '/:other(.*)*', redirect: '/home' },
    ],
  });
}
