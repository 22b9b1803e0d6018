/** Gives every code block of our own pages a button that copies it. */
export function addCopyButtons({ copy, copied }: { copy: string; copied: string }): void {
  for (const block of document.querySelectorAll<HTMLPreElement>('.prose pre:not(:has(> .language-text))')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'copy'
    button.textContent = copy
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(block.textContent.trimEnd())
      button.textContent = copied
    })
    const frame = document.createElement('div')
    frame.className = 'code'
    block.replaceWith(frame)
    frame.append(block, button)
  }
}
