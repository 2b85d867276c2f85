// The translation add-on writes some words into its editor without asking its catalogue; here they are said in
// the reader's language. The server gives them in #cms-translation-words, as {what the add-on writes: our words}.
(() => {
  const editor = document.querySelector(".js-translation-editor");
  const told = document.getElementById("cms-translation-words");
  if (!editor || !told) return;
  const words = JSON.parse(told.textContent);

  const say = () => {
    const texts = document.createTreeWalker(editor, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const ours = words[texts.currentNode.data.trim()];
      if (ours) texts.currentNode.data = ours;
    }
  };
  new MutationObserver(say).observe(editor, { childList: true, subtree: true });
  say();
})();
