
  document.documentElement.setAttribute('class', 'has-script');
  takeAddress();
  compute();
  speak(lang);
  later();
