
  document.documentElement.setAttribute('class', 'has-script');
  takeAddress();
  compute();
  speak(lang);
  if (typeof addEventListener === 'function') addEventListener('beforeprint', () => { restore(); drawSheet(); });
  later();
