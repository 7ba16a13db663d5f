META
key;value
description;Made up for the tests of Voorveld; nobody voted in it
num_projects;4
num_votes;10
budget;1000
vote_type;approval
currency;EUR
PROJECTS
project_id;cost;votes;name
kamp;600;6;Zomerkamp
muziek;300;5;Muziek op het plein
tuin;200;4;Tuin achter de school
film;100;2;Filmavond
VOTES
voter_id;vote
1;kamp
2;kamp
3;kamp
4;kamp,muziek
5;kamp,muziek
6;kamp,muziek
7;muziek,tuin
8;tuin,muziek
9;tuin,film
10;film,tuin
