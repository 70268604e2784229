history.replaceState(null, "", "/done");
