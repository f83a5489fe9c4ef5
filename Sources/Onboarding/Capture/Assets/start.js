// The start page goes on by itself; where scripts do not run, its button does the same.

document.getElementById('start').submit();
