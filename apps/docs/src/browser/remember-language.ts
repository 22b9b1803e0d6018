import { storeLanguage } from './stored-language.ts'

document.addEventListener('click', ({ target }) => {
  const link = target instanceof Element ? target.closest<HTMLElement>('a[data-language]') : null
  if (link?.dataset.language) storeLanguage(link.dataset.language)
})
